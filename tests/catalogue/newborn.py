"""The invented family of Hebei's newborn child: who may apply for it."""

from datetime import date

KEY = "130000-newborn"
TODAY = date(2026, 11, 23)
HE, SHE, GRANDMOTHER = "130529199805129910", "13052919981106982X", "130529197006089888"
BEIJING = {"division": "110101", "detail": "3 号"}
HOME = {"division": "130529", "detail": "王虎寨镇富强街 12 号"}
MOTHER = {
    **{"a_relation": "mother", "a_name": "令狐㛃", "a_id": SHE},
    **{"f_name": "于川", "f_id": HE, "c_hukou": HOME},
}
GRAND = {
    **{"a_relation": "grandparent", "a_name": "赵兰", "a_id": GRANDMOTHER},
    **{"f_name": "于川", "f_id": HE, "c_hukou": HOME},
}
COLLECT = {"card_way": "collect", "card_branch": "中国农业银行巨鹿县支行"}
