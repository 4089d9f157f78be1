"""What people type at a hall's kiosk: the letters, what should come out, in which kind of field."""

from kiosk.screens.keyboard.pinyin import InputMode

NAMES = """
liwanqing 李婉清|bateer 巴特尔|wangwei 王伟|zhangmin 张敏|liujianguo 刘建国|chenxiuying 陈秀英
zhaoguiying 赵桂英|yangyang 杨洋|siriguleng 斯日古楞|wuyunqiqige 乌云其其格|narenhua 娜仁花
saren 萨仁|menghe 孟和|maimaiti 买买提|gulinuer 古丽努尔|zhuoma 卓玛|zhaxi 扎西|ouyangxue 欧阳雪
zhugeliang 诸葛亮|shanxiaohong 单晓红|qiuyun 仇云|zengzhiwei 曾志伟|xiejun 解军|zhaiwei 翟伟
renzhiqiang 任志强|lizihan 李子涵|wangzixuan 王梓轩|liuyinuo 刘一诺|zhanghaoran 张浩然
chenyuxin 陈雨欣
zhouxiaoyan 周晓燕|wuguoqiang 吴国强|xujing 徐静|sunli 孙丽|mahaiyan 马海燕|zhulijuan 朱丽娟
huxuemei 胡雪梅|guofeng 郭峰|hejianjun 何建军|linfengying 林凤英|gaoxiang 高翔|luodan 罗丹
zhengshuang 郑爽|xieting 谢婷|hanmeimei 韩梅梅|tanglijun 唐丽君|fengjing 冯静|dongjie 董杰
hasiqiqige 哈斯其其格|buhe 布和
"""

ADDRESSES = """
neimengguzizhiqu 内蒙古自治区|eerduosishi 鄂尔多斯市|dongshengqu 东胜区|kangbashenqu 康巴什区
dalateqi 达拉特旗|zhungeerqi 准格尔旗|yijinhuoluoqi 伊金霍洛旗|wushenqi 乌审旗|hangjinqi 杭锦旗
etuokeqianqi 鄂托克前旗|eerduosishidongshengqu 鄂尔多斯市东胜区|tianjiaolu 天骄路
renminlu 人民路
jiefangdajie 解放大街|jiaotongjiedao 交通街道|hantaizhen 罕台镇|xinhuaxilu 新华西路
haolou 号楼|danyuan 单元|jiashuyuan 家属院|shequjuweihui 社区居委会|cunweihui 村委会
gacha 嘎查|sumu 苏木
xuejiawanzhen 薛家湾镇|shulinzhaozhen 树林召镇|aletengxirezhen 阿勒腾席热镇
huhehaoteshi 呼和浩特市
saihanqu 赛罕区|baotoushikundulunqu 包头市昆都仑区|hebeishengxingtaishi 河北省邢台市
juluxian 巨鹿县
shanghaishipudongxinqu 上海市浦东新区|yunnanshengchuxiong 云南省楚雄
beijingshihaidianqu 北京市海淀区
guangdongshengshenzhenshi 广东省深圳市|minzuxiaoqu 民族小区|xingfujiayuan 幸福家园
yihualu 伊化路
chengguanzhen 城关镇
"""

OFFICES = """
hunyindengjichu 婚姻登记处|paichusuo 派出所|hukoubu 户口簿|hkb 户口簿|pcs 派出所
hydjc 婚姻登记处|jhz 结婚证
minzhengju 民政局|gonganju 公安局|gaj 公安局|weijianwei 卫健委
zhengwufuwuzhongxin 政务服务中心|zwfwzx 政务服务中心
fuqitoukao 夫妻投靠|shengyudengji 生育登记|chushengyixuezhengming 出生医学证明
jumincunmin 居民村民
nongmin 农民|mumin 牧民|getihu 个体户|jiaoshi 教师|renminyiyuan 人民医院
fuyoubaojianyuan 妇幼保健院
mengguzu 蒙古族|hanzu 汉族|huizu 回族|weiwuerzu 维吾尔族|weihun 未婚|lihun 离婚|zaihun 再婚
zhongguonongyeyinhang 中国农业银行|nongcunxinyongshe 农村信用社|youxiangongsi 有限公司
xiaoxue 小学|daxuebenke 大学本科
zhangnv 长女|cizi 次子|yuhuzhuguanxi 与户主关系|wailaiwugong 外来务工|tuixiu 退休
linju 邻居|jintianxiawu 今天下午
zongguo 中国|sanghai 上海|lanlin 兰陵
"""


def phrases() -> list[tuple[str, str, InputMode]]:
    """Return letters, expected text, mode."""
    kinds = ((NAMES, InputMode.NAME), (ADDRESSES, InputMode.ADDRESS), (OFFICES, InputMode.TEXT))
    return [
        (letters, text, mode)
        for block, mode in kinds
        for entry in block.replace("\n", "|").split("|")
        if entry
        for letters, text in [entry.split(" ")]
    ]
