"""The fixed words of the citizen's pages, page by page, up to signing."""

from kiosk.texts import Text

BACK = Text("上一步", "Back")
NEXT = Text("下一步", "Next")
PUT_AWAY = Text("先存起来", "Save for later")
TO_START = Text("回首页", "Home")

WELCOME = Text("您今天想办什么事？", "What would you like to do today?")
WELCOME_LEAD = Text("选一件事，填一张表，一次办完。", "One matter, one form, done in one go.")
SEARCH_ALL = Text("搜：要办的事、要带的材料", "Search: a matter, a document")
CONTENTS_CARD = Text("全部事项", "All matters")
PROGRESS_CARD = Text("查询进度", "Check progress")
PROGRESS_LINE = Text("办到哪一步", "How far it is")
RESUME_CARD = Text("继续办理", "Carry on")
RESUME_LINE = Text("接着上次填", "From last time")
REPRINT_CARD = Text("补打回执", "Receipt again")
REPRINT_LINE = Text("再打一份", "Print a copy")
OPEN_UNTIL = Text("今天办到 {time}", "Open until {time}")
HOTLINE = Text("咨询电话 {number}", "Call {number}")
HELP = Text("请人帮忙", "Ask for help")

PRINT_NOTICE = Text("打印告知单", "Print notice")
SEARCH = Text("搜指南：如 户口簿、照片、hkb", "Search: photo, ID card …")
SEARCH_HINT = Text("可用拼音首字母", "Pinyin works too")
SEARCH_NAME = Text("搜指南", "Search the guide")
NOTHING_FOUND = Text(
    "没有找到“{words}”。换个说法试试，或打咨询电话 {hotline}。",
    'Nothing about "{words}". Try another word, or call {hotline}.',
)
HOW = Text("怎么办", "How it goes")
BRING = Text("带什么", "What to bring")
MORE = Text("谁能办、依据", "Who and why")
LESS = Text("收起", "Fold")
START = Text("开始办理", "Start")
GO_BACK = Text("返回", "Back")

ITEMS = Text("您要办哪几件？", "Which of these do you want?")
ITEMS_LEAD = Text(
    "想办的打勾，都由您定。不办的以后也能办。",
    "Tick what you want. The rest can wait for another day.",
)
ONE_ITEM = Text("您要办这件事吗？", "Is this what you want?")
ONE_ITEM_LEAD = Text("点一下打勾，再按下一步。", "Tick it, then press Next.")
CHOSEN = Text("已选 {count} 件", "{count} chosen")
NONE_CHOSEN = Text("还没有选", "Nothing chosen yet")
CHOSEN_LINE = Text("填 1 张表，{days} 个工作日办结", "1 form, done in {days} working days")
CHOSEN_FORM = Text("填 1 张表", "1 form")
CHOOSE_ONE = Text("请至少选 1 件", "Please tick at least one")
ALL = Text("{count} 件都选", "All {count}")

IDENTITY = Text("请刷身份证，也可以手工填", "Lay down your ID card, or type it in")
IDENTITY_LEAD = Text(
    "刷了身份证，姓名和号码就不用填了。", "With the card, name and number need no typing."
)
BY_HAND = Text("请准备好身份证", "Please have every ID card ready")
NO_READER = Text("这台机器没有读卡器，手工填也一样办", "No card reader here: typing works as well")
NO_READER_LEAD = Text(
    "下一页请照身份证填姓名和号码。", "On the next page, type the name and number from the card."
)
LAY_HERE = Text("把身份证平放在屏幕下方的感应区", "Lay the card flat on the area below the screen")
LAY_LINE = Text("放稳不动，1 秒左右就好", "Hold it still for about a second")
TYPING = Text("手工填写", "Type instead")
TYPING_LINE = Text("姓名、号码各填一次，不影响办理", "Name and number once; nothing else changes")
READING = Text("正在读卡，请不要拿开", "Reading. Please do not move the card")
READ_NEXT = Text("读好了，请拿起，再放{who}的身份证", "Done. Lift it and lay down: {who}")
READ_ALL = Text("都读好了，请收好身份证，按下一步", "All done. Take your card and go on")
READ_BEFORE = Text("这张已经读过，请放{who}的身份证", "Read already. Lay down: {who}")
BROKEN = Text(
    "读卡器暂时不能用，手工填也一样办", "The card reader is out of order: typing works as well"
)
TO_TYPE = Text("下一页填写", "On the next page")

MATERIALS = Text("这些材料，您都有吗？", "Do you have all of these?")
MATERIALS_LEAD = Text(
    "今天不用全带齐。到窗口时，带上写着“带原件”的。",
    "Not all are needed today. Bring the originals to the window.",
)
NO_MATERIALS = Text("带什么，请先问清", "Please ask what to bring")
COPIES = Text("{count} 份", "{count} copies")
PRINTS = Text("{count} 张", "{count} prints")
