"""民族, GB/T 3304: two digits as on the ID chip; printed with 族."""

from kiosk.catalogue.kinds.choice import Choice, chosen
from kiosk.catalogue.schema import FormField, Option
from kiosk.texts import Text

_NAMES = (
    "01汉Han 02蒙古Mongol 03回Hui 04藏Tibetan 05维吾尔Uygur 06苗Miao 07彝Yi 08壮Zhuang "
    "09布依Buyei 10朝鲜Korean 11满Manchu 12侗Dong 13瑶Yao 14白Bai 15土家Tujia 16哈尼Hani "
    "17哈萨克Kazak 18傣Dai 19黎Li 20傈僳Lisu 21佤Va 22畲She 23高山Gaoshan 24拉祜Lahu 25水Sui "
    "26东乡Dongxiang 27纳西Naxi 28景颇Jingpo 29柯尔克孜Kirgiz 30土Tu 31达斡尔Daur 32仫佬Mulao "
    "33羌Qiang 34布朗Blang 35撒拉Salar 36毛南Maonan 37仡佬Gelao 38锡伯Xibe 39阿昌Achang "
    "40普米Pumi 41塔吉克Tajik 42怒Nu 43乌孜别克Uzbek 44俄罗斯Russian 45鄂温克Ewenki 46德昂Deang "
    "47保安Bonan 48裕固Yugur 49京Gin 50塔塔尔Tatar 51独龙Derung 52鄂伦春Oroqen 53赫哲Hezhen "
    "54门巴Monba 55珞巴Lhoba 56基诺Jino"
)


def _option(entry: str) -> Option:
    name = entry[2:]
    cut = next(place for place, sign in enumerate(name) if sign.isascii())
    return Option(value=entry[:2], title=Text(name[:cut] + "族", name[cut:]))


GROUPS = (
    *(_option(entry) for entry in _NAMES.split()),
    Option(value="97", title=Text("其他", "Other")),
    Option(value="98", title=Text("外国血统中国籍人士", "Chinese citizen of foreign descent")),
)
"""The 56 groups and the two codes for everybody else."""

_CODES = frozenset(group.value for group in GROUPS)


class EthnicGroup(Choice):
    """One of the groups, by code; a name with or without 族 is understood too."""

    def options(self, field: FormField) -> tuple[Option, ...]:
        """Return the code list, whatever the form says."""
        return GROUPS

    def value_of(self, text: str, field: FormField) -> str:
        """Take a code, or a name as printed on a card."""
        if text in _CODES:
            return text
        for name in (text, f"{text}族"):
            value = chosen(name, GROUPS)
            if value != name:
                return value
        return text
