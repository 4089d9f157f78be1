"""The fixed words of the page of all matters and of the search."""

from kiosk.texts import Text

CONTENTS = Text("全部事项", "All matters")
CONTENTS_LEAD = Text(
    "有箭头的就在这里办，其他的请到 {window}。",
    "Those with an arrow can be done here, the others at: {window}.",
)
SEARCH_NAME = Text("搜事项和指南", "Search all guides")
SEARCH = Text("如 户口簿、结婚、hkb", "Photo, birth, ID card …")
SEARCH_HINT = Text("可用拼音首字母", "Pinyin works too")
NOTHING_FOUND = Text("没有找到“{words}”", 'Nothing about "{words}"')
ASK = Text(
    "换个说法试试，或到 {window} 问工作人员，也可以打 {hotline}。",
    "Try another word, or ask the staff ({window}), or call {hotline}.",
)
AT_WINDOW = Text("到窗口办", "At the window")
BASIS = Text("{name}（{number}）", "{name} ({number})")
