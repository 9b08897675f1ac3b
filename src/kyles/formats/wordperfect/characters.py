"""The characters of WordPerfect: sets of its own, of which the first and the fourth are letters.

Source: the sets as WordPerfect 6 numbers them; those of 5.1 are the same as far as they go.
"""

UNKNOWN = "\ufffd"
_MARKS = "`·~^-/´¨¯’‘’,’°˙˝¸˛ˇ/¯˘"  # by themselves, as they are shown
_LETTERS = (
    "ßĸjÁáÂâÄäÀàÅåÆæÇçÉéÊêËëÈèÍíÎîÏïÌìÑñÓóÔôÖöÒòÚ"
    "úÛûÜüÙùŸÿÃãĐđØøÕõÝýÐðÞþĂăĀāĄąĆćČčĈĉĊċĎďĚěĖėĒ"
    "ēĘęǴǵĞğǦǧĢģĜĝĠġĤĥĦħİiĪīĮįĨĩĲĳĴĵĶķĹĺĽľĻļĿŀŁłŃ"
    "ń�ŉŇňŅņŐőŌōŒœŔŕŘřŖŗŚśŠšŞşŜŝŤťŢţŦŧŬŭŰűŪūŲųŮůŨ"
    "ũŴŵŶŷŹźŽžŻżŊŋ��������������ỲỳĎďƠơƯưĔĕĬĭIıŎŏ"
)
_SIGNS = (
    "●○■•*¶§¡¿«»£¥₧ƒªº½¼¢²ⁿ®©¤¾³‛’‘‟”“–—‹›○□†‡™℠℞"
    "●◦■▪□▫‒ﬀﬃﬄﬁﬂ…$₣₢₠₤‚„⅓⅔⅛⅜⅝⅞ⓂⓅ€℅℆‰№—¹␉␌␍␊␤␋♼₩₦"
    "₨           ᴑᴒ"
)
#: What bytes below 33 stand for in the text of WordPerfect 6.
BELOW = "\0åÅæÆäÄáàâãÃçÇëéÉèêíñÑøØõÕöÖüÜúùß"


def character(number: int, of: int) -> str:
    """The character of a number in a set, or UNKNOWN."""
    match of:
        case 0:
            return chr(number) if 32 <= number < 127 else UNKNOWN
        case 1:
            return _at(_MARKS + _LETTERS, number)
        case 4:
            return _at(_SIGNS, number)
        case _:
            return UNKNOWN


def _at(signs: str, number: int) -> str:
    return signs[number] if number < len(signs) else UNKNOWN
