"""How a document looks as a page: one column, cards instead of tables on a telephone, and good paper."""

STYLE = """
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{font:1.0625rem/1.55 "Participa Sans",Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;margin:0 auto;
max-width:60rem;padding:0 1rem 4rem;overflow-wrap:anywhere}
header{border-bottom:2px solid var(--line);margin-bottom:2rem;padding:2rem 0 1.25rem}
header p{margin:.25rem 0}
nav ul{border-bottom:2px solid var(--line);display:flex;flex-wrap:wrap;gap:0 1.25rem;list-style:none;margin:0;
max-width:none;padding:.75rem 0 0}
nav a{display:inline-block;padding:.625rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
nav .other{margin-left:auto}
.logo{display:block;height:4rem;margin-bottom:1.5rem;max-width:100%}
.entity,dt,.name,figcaption{color:var(--soft)}
.cut{font-weight:700}
h1,h2,h3,h4{color:var(--main);line-height:1.2;text-wrap:balance}
h1{font-size:clamp(1.75rem,6vw,2.75rem);margin:.5rem 0}
h2{font-size:1.6875rem;margin:3rem 0 1rem}
h3{font-size:1.3125rem;margin:2.25rem 0 .75rem}
h4{font-size:1.0625rem;margin:1.75rem 0 .5rem}
p,ul,dl{max-width:42rem}
p,td,.words{white-space:pre-line}
.lead{font-size:1.3125rem;line-height:1.45}
.note{border-left:4px solid var(--accent);padding:.25rem 0 .25rem 1rem}
a{color:var(--main);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.figures{display:grid;gap:1.5rem 3rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));margin:2rem 0}
.figures p{display:flex;flex-direction:column;margin:0;white-space:normal}
.figure{font-size:clamp(3.5rem,16vw,6rem);font-weight:700;letter-spacing:-.02em;line-height:1.05;white-space:nowrap}
.phrase{font-size:2rem;font-weight:700;line-height:1.15}
.figures p:first-child>:first-child{color:var(--main)}
.figures p:last-child>:first-child{color:var(--accent)}
figure{margin:2rem 0}
figure svg{display:block;height:auto;max-width:min(100%,42rem)}
dl{display:grid;gap:.75rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));margin:1rem 0}
dt,.name{font-size:.875rem}
dd{margin:0}
.name{margin:1rem 0 0}
.words{margin:.1rem 0 0}
article{border-top:1px solid var(--line);margin-top:2rem}
table{overflow-wrap:break-word;border-collapse:collapse;font-variant-numeric:tabular-nums;margin:1.5rem 0;width:100%}
caption{font-weight:700;padding:.5rem 0;text-align:left}
th,td{border-bottom:1px solid var(--line);padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--main)}
tbody th{font-weight:400}
.number{text-align:right}
@media screen and (max-width:40rem){
.cards,.cards :is(caption,tbody,tr,tbody th,td){display:block}
.cards thead{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;width:1px}
.cards tbody tr{border-bottom:2px solid var(--line);padding:.75rem 0}
.cards :is(tbody th,td){border:0;display:grid;gap:.75rem;grid-template-columns:minmax(7rem,2fr) 3fr;padding:.15rem 0;
text-align:left}
.cards tbody th{font-weight:700}
.cards :is(tbody th,td)>div{min-width:0}
.cards :is(tbody th,td)::before{color:var(--soft);content:attr(data-name);font-weight:400}
}
@media print{
html{background:none;font-size:10pt}
body{max-width:none;padding:0}
.figure{font-size:4.5rem}
figure svg{max-width:65%}
nav{display:none}
h2{margin-top:2rem}
h2,h3,h4,caption,.name{break-after:avoid}
tr,.figures,figure,.note{break-inside:avoid}
thead{display:table-header-group}
a{color:inherit}
a[href^="http"]:not(.bare)::after{content:" (" attr(href) ")"}
}
"""
