"""The forms of numbers, addresses and handles in Colombia, and of what looks like them and is nobody's.

Every repetition is bounded, so that no text takes long to read.
"""

import re

from reports.redaction.kinds import PersonalKind

FLAGS = re.IGNORECASE

MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
AMOUNT_WORDS = (
    r"pesos|cop|millones|mil\b|d[oó]lares|usd|habitantes|personas|familias|usuarios|beneficiari[oa]s|hogares|votos|"
    r"hect[aá]reas|metros|m2|km|kil[oó]metros|toneladas|viviendas|estudiantes|ciudadan[oa]s|hectareas|litros"
)
# What must stay: case numbers, dates and hours, amounts, laws, articles, official lines, percentages.
HARMLESS = re.compile(
    r"\bPPC[- ]?\d{4}[- ]?\d{1,6}(?:[- ]?\d)?\b"
    r"|\bradicad[oa]s?\s{0,3}(?:n[uú]mero|n[º°o]\.?|nro\.?|#|:)?\s{0,3}[\w-]{4,30}"
    rf"|\b\d{{1,2}}\s(?:de\s)?(?:{MONTHS})(?:\s(?:de|del)\s\d{{4}})?"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b"
    r"|(?:\$|\bcop|\busd)\s{0,2}\d[\d.,']{0,20}"
    rf"|\b\d[\d.,']{{0,20}}\s(?:de\s)?(?:{AMOUNT_WORDS})"
    r"|\b(?:ley|decreto|resoluci[oó]n|acuerdo|ordenanza|circular|conpes|sentencia|auto|directiva|norma|ntc|iso|"
    r"documento\sconpes|contrato|convenio|licitaci[oó]n|proceso|bpin|proyecto|producto|expediente|factura)\s{1,3}"
    r"(?:n[uú]mero\s|n[º°o]\.?\s?|nro\.?\s?|#\s?)?[A-Z]{0,4}[-\s]?\d[\w.-]{0,20}(?:\s(?:de|del)\s(?:\d{4}))?"
    r"|\b(?:art[ií]culo|art\.|numeral|literal|par[aá]grafo|p[aá]gina|cap[ií]tulo|actividad|tarea|fila|punto)\s{1,2}\d[\d.]{0,8}"
    r"|\b01\s?8000(?:[\s.-]?\d){5,7}\b"
    r"|\b\d{1,3}(?:[.,]\d{1,2})?\s?%",
    FLAGS,
)

_NUMBER_SIGN = r"(?:\s{0,2}(?:n[uú]mero|num\.?|n[º°o]\.?|nro\.?|#|es(?:\sel)?|:|,|-|la|el)){0,4}\s{0,3}"
_ID_WORDS = (
    r"c\.\s?c\.?|c\.?c|c[eé]dulas?(?:\sde\s(?:ciudadan[ií]a|extranjer[ií]a))?|identificad[oa]s?(?:\scon)?|"
    r"(?:mi\s)?documento(?:\sde\sidentidad|\sde\sidentificaci[oó]n)?|identificaci[oó]n|"
    r"t\.\s?i\.?|ti|tarjeta\sde\sidentidad|c\.\s?e\.?|registro\scivil|nuip|dni|nit|rut|ppt|permiso\s(?:ppt|pep)"
)
_DIGITS = r"\d(?:[.\s'’-]?\d){5,14}"
_PHONE_WORDS = (
    r"tel[eé]fonos?|tels?\.?|celular(?:es)?|cels?\.?|m[oó]vil|fijo|wh?ats?\s?app?|wsp|wasap|ll[aá]m(?:ar|en|eme|enme|ame)(?:me|nos)?"
    r"|marcar|comunicarse|contacto|contactarme|cont[aá]ctenme|escr[ií]ba(?:n)?me"
)
_STREET = (
    r"calle|cll?e?|carrera|carr|cra|kra|kr|cr|cl|crr|avenida|av|avda|ak|ac|diagonal|diag|dg|transversal|transv|trans|"
    r"tv|tr|circular|autopista|autop|autonorte"
)
_AND_INSIDE = (
    r"(?:[\s,.-]{1,3}(?:apto|apartamento|ap|apt|torre|to|bloque|bl|interior|int|casa|oficina|of|piso|local|etapa|"
    r"conjunto|urbanizaci[oó]n|urb|edificio|ed|barrio|b[°º])\.?\s{0,2}(?:residencial\s)?"
    r"(?:[A-ZÁÉÍÓÚÑ]?\d{1,4}[A-Za-z]?|(?:(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Vv]illa|[Ss]an|[Ss]anta)\s)?\w{3,20})){0,5}"
)
_CARDINAL = r"(?:\s?(?:sur|norte|este|oeste|bis|[A-H]\b)){0,3}"

# A word before says what it is; then it is personal even where it looks like an amount.
PERSONAL_WITH_A_WORD = (
    (
        PersonalKind.ACCOUNT,
        re.compile(
            r"\b(?:cuentas?(?:\s(?:de\s)?(?:ahorros?|corriente|bancaria))?|nequi|daviplata|bancolombia|davivienda|bre-?b|"
            r"tarjeta\s(?:de\s)?(?:cr[eé]dito|d[eé]bito))(?:\s(?:(?:del?|en)\s\w{3,20}|ahorros|corriente)){0,2}"
            rf"{_NUMBER_SIGN}(?P<it>\d(?:[\s.-]?\d){{7,19}})(?!\w)",
            FLAGS,
        ),
    ),
    (PersonalKind.IDENTITY, re.compile(rf"\b(?:{_ID_WORDS})\b\.?{_NUMBER_SIGN}(?P<it>{_DIGITS})(?!\w)", FLAGS)),
    (
        PersonalKind.IDENTITY,
        re.compile(rf"\b(?:pasaporte|passport|pep)\b{_NUMBER_SIGN}(?P<it>[A-Z]{{0,3}}\s?\d{{5,12}})\b", FLAGS),
    ),
    (
        PersonalKind.PHONE,
        re.compile(
            rf"\b(?:{_PHONE_WORDS})(?:\s(?:al?|es|mi|de|en|por|con|este|n[uú]mero|tel[eé]fono|celular)){{0,4}}{_NUMBER_SIGN}"
            r"(?P<it>(?!01\s?8000)\+?\(?\d(?:[\s().-]{0,2}\d){6,13})(?!\w)",
            FLAGS,
        ),
    ),
)

PATTERNS = (
    (PersonalKind.EMAIL, re.compile(r"(?P<it>(?<![\w.])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{2,63}){1,4})")),
    (
        PersonalKind.EMAIL,
        re.compile(
            r"(?<!\w)(?P<it>[\w.+-]{2,64}\s?(?:\sarroba\s|\(arroba\)|\[arroba\]|\(at\)|\[at\])\s?[\w-]{2,63}"
            r"(?:\s?(?:\spunto\s|\.|\(punto\))\s?[\w-]{2,20}){1,3})",
            FLAGS,
        ),
    ),
    (
        PersonalKind.SOCIAL,
        re.compile(
            r"(?P<it>(?:https?://)?(?:(?:www|m|es-la|mobile)\.)?(?:(?:instagram|twitter|x|tiktok|threads)\.(?:com|net)/@?"
            r"|facebook\.com/(?!events|watch|groups|hashtag|story|reel|photo|video|share)(?:profile\.php\?id=)?|fb\.com/"
            r"|linkedin\.com/in/|t\.me/|wa\.me/|youtube\.com/@)[\w.%-]{1,60}\w/?)(?!\w)",
            FLAGS,
        ),
    ),
    (PersonalKind.SOCIAL, re.compile(r"(?<![\w.@/])(?P<it>@[A-Za-z0-9_][\w.]{2,29})(?<!\.)")),
    (
        PersonalKind.SOCIAL,
        re.compile(
            r"\b(?:instagram|insta|twitter|tiktok|tik\stok|facebook|face|telegram|ig)\b\s?(?::|es\b|soy\b|me\sencuentran\scomo\b|como\b)\s?"
            r"(?P<it>(?!un\b|una\b|el\b|la\b|los\b|las\b|muy\b|que\b|canal\b|medio\b|parte\b|de\b|para\b|lo\b|se\b)[\w.]{3,30}\w)",
            FLAGS,
        ),
    ),
    (PersonalKind.ACCOUNT, re.compile(r"(?<![\w.-])(?P<it>\d{4}([ -])\d{4}\2\d{4}\2\d{4})(?![\w-])")),
    (
        PersonalKind.IDENTITY,
        re.compile(r"(?<![\w.$-])(?P<it>1[.,'’]?[01]\d{2}[.,'’]?\d{3}[.,'’]?\d{3})(?![\w-]|[.,]\d)"),
    ),
    (
        PersonalKind.IDENTITY,
        re.compile(
            r"(?<![\w.$,-])(?<!valor de )(?<!costo de )(?<!presupuesto de )(?<!inversión de )(?<!total de )(?<!por )"
            r"(?P<it>\d{1,2}\.\d{3}\.(?!000)\d{3})(?![\w-]|[.,]\d)"
        ),
    ),
    (
        PersonalKind.PHONE,
        re.compile(
            r"(?<![\w.$-])(?P<it>(?:(?:\+|00)?57[\s.-]?)?\(?3\d{2}\)?[\s.-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2})(?![\w-]|\.\d)"
        ),
    ),
    (
        PersonalKind.PHONE,
        re.compile(
            r"(?<![\w.$-])(?P<it>(?:(?:\+|00)?57[\s.-]?)?\(?60[1-8]\)?[\s.-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2})(?![\w-]|\.\d)"
        ),
    ),
    (PersonalKind.PHONE, re.compile(r"(?<!\w)(?P<it>\+\d{1,3}(?:[\s().-]{0,2}\d){7,12})(?!\w)")),
    (
        PersonalKind.PHONE,
        re.compile(
            r"\b(?P<it>(?:(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)[\s,-]{1,3}){6,11}"
            r"(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))\b",
            FLAGS,
        ),
    ),
    (
        PersonalKind.ADDRESS,
        re.compile(
            rf"\b(?P<it>(?:{_STREET})\.?\s{{0,2}}(?:\d{{1,3}}|[A-ZÁÉÍÓÚÑ][\w.]{{1,20}}(?:\s[A-ZÁÉÍÓÚÑ]\w{{1,20}}){{0,3}})"
            rf"\s?{_CARDINAL}\s{{0,2}}(?:#|n[º°o]\.?|nro\.?|n[uú]mero|num\.?|-|\s)\s{{0,2}}\d{{1,3}}\s?{_CARDINAL}\s?[-–—\s]\s?\d{{1,3}}(?!\d)"
            rf"(?:\s(?:sur|norte|este|oeste)\b)?{_AND_INSIDE})",
            FLAGS,
        ),
    ),
    (
        PersonalKind.ADDRESS,
        re.compile(
            r"\b(?P<it>(?:manzana|mz|mza)\.?\s?[A-Z]?\d{0,3}\s?,?\s?(?:casa|lote|apto)\.?\s?\d{1,4}[A-Z]?"
            r"|(?:torre|bloque|interior|int)\.?\s?[A-Z]?\d{0,3}\s?,?\s?(?:apto|apartamento|ap|apt|casa)\.?\s?\d{1,5}[A-Z]?)\b",
            FLAGS,
        ),
    ),
    (PersonalKind.ADDRESS, re.compile(r"\b(?P<it>(?:apto|apartamento)\.?\s(?:#\s?)?\d{1,5}[A-Z]?)\b", FLAGS)),
    (
        PersonalKind.ADDRESS,
        re.compile(
            r"\b(?:viv[oi]|vivimos|resido|residimos|residente|mi\s(?:casa|domicilio|residencia|direcci[oó]n|predio|finca))"
            r"(?:\s(?:queda|est[aá]|es|ubicad[oa])){0,2}\s?(?::|en)?\s?(?:el|la|los|las)?\s?"
            r"(?P<it>(?:barrio|vereda|finca|conjunto|urbanizaci[oó]n|corregimiento|kil[oó]metro|km|lote|predio|edificio)\s"
            r"(?:(?:el|la|los|las|de|del|san|santa|villa|residencial)\s){0,2}\w{2,20}(?:\s(?-i:[A-ZÁÉÍÓÚÑ])\w{1,20}){0,2})",
            FLAGS,
        ),
    ),
    (
        PersonalKind.PLATE,
        re.compile(
            r"\b(?:placas?|veh[ií]culo|carro|moto(?:cicleta)?|taxi|cami[oó]n|camioneta|bus|buseta)"
            r"(?:\s(?:de|es|con|n[uú]mero|placas?|particular|p[uú]blico|:)){0,4}\s?:?\s?(?P<it>[A-Z]{3}[\s-]?\d{2}[A-Z0-9])\b",
            FLAGS,
        ),
    ),
    (
        PersonalKind.PLATE,
        re.compile(r"(?<![\w-])(?P<it>(?!ISO|NTC|COP|PPC|USD|DIN|RES|ART|PDF|ODS|SMS)[A-Z]{3}\d{2}[A-Z0-9])(?![\w-])"),
    ),
)
