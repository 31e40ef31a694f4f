"""Invented sentences, what is personal in them between «» after its kind. Nobody in them exists."""

PERSONAL = """
Me llamo name«Ana María Pérez Gómez» y vivo en Leticia.
Buenas, me llamo name«carlos andrés ruiz» y quiero opinar.
Mi nombre es name«Jhon Jairo Mosquera», de Quibdó.
Mi nombre completo es name«María de los Ángeles Ñáñez».
MI NOMBRE ES name«LUZ DARY QUINTERO» Y PIDO RESPUESTA.
Soy name«Pedro Nel Cárdenas», veedor del municipio.
soy name«sandra milena», de la junta de acción comunal
Hola, soy name«Yolanda».
Yo, name«Gladys Ibarra», solicito copia del contrato.
Habla name«Édgar», de la vereda Palmitas.
Les habla name«Ramiro Ossa», presidente de la junta.
Le escribe name«Marleny Tovar» desde el corregimiento.
Quien suscribe, name«Óscar Iván Zuluaga Peña», pide información.
Firma: name«Teresa Quiñones»
Muchas gracias por todo.\\nAtentamente,\\nname«Julián Esteban Roa»
Quedo pendiente. Cordialmente, name«Nubia Stella Cruz».
El video debe tener señas. Gracias, name«Wilson Caicedo»
Nombre: name«Beatriz Elena Mejía»
Don name«Arturo» no me quiso recibir.
La señora name«Blanca Nieves Torres» perdió su turno.
El doctor name«Hernán Vélez» prometió la obra.
El contrato de name«Carlos Alberto Gómez» no aparece.
Mi hijo name«Santiago» necesita transporte.
Mi vecina name«Flor Alba Duarte» tampoco recibió invitación.
Que name«Camilo Restrepo» arregle la página.
La invitación la firmó name«Adriana Lucía Pardo» sin fecha.
Sr. name«Gilberto Arias» sigue esperando.
Escribo a nombre de name«Rosa Helena Guzmán».
Mi cédula es identity«52.345.678» de Bogotá.
Identificado con c.c. identity«1023456789».
CC identity«79.123.456», espero respuesta.
cédula de ciudadanía No. identity«1.098.765.432»
c.c. # identity«41 234 567» expedida en Cali
Mi documento es identity«1053789456», tipo cédula.
Tarjeta de identidad identity«1012345678» de mi hija.
Cédula de extranjería identity«456789» vigente.
Mi pasaporte es identity«AR123456» y no lo aceptan.
NIT identity«900.123.456-7» de la fundación.
El nit: identity«860034594» está mal en la página.
Tengo PPT identity«5123456» y no pude entrar.
NUIP identity«1034567890»
Registro civil identity«1122334455»
Pueden buscarme como identity«1.020.304.050» en la base.
Aparezco con identity«1032456789» en la lista.
Mi celular es phone«3101234567».
Llámenme al phone«310 123 4567» por favor.
Cel: phone«+57 310 123 4567»
Mi WhatsApp es phone«57 3001234567»
whatsapp phone«300-123-4567»
Tel. phone«601 234 5678» ext. 4
Pueden llamar al fijo phone«(604) 123 4567».
Mi teléfono es phone«2345678» en Pasto.
El número es phone«320 4567890», preguntar por la tarde.
Cualquier cosa al phone«3157654321»
Escríbame al phone«312.345.67.89»
teléfono fijo: phone«8 234 567»
Estoy en Madrid, phone«+34 612 345 678».
Anote: phone«tres uno cero dos tres cuatro cinco seis siete ocho».
Comunicarse con phone«3009998877» o phone«6015554433».
Mi correo es email«ana.perez@correo.example.org».
Escriban a email«juan_ruiz99@ejemplo.com» por favor
email: email«LUZ.DARY@EJEMPLO.COM.CO»
mi correo es email«juanperez arroba ejemplo punto com»
email«jperez(arroba)ejemplo.com» es mi correo
Respondan a email«marta+plan@ejemplo.org».
Vivo en la address«Cra 12 # 3-45».
Mi casa queda en la address«calle 26 # 13-19 apto 501».
Resido en address«Calle 26 Sur # 68B - 35».
Dirección: address«Carrera 7 No. 12-34»
Envíen la carta a la address«Cll 45A # 20-15 torre 3 apto 402».
Estoy en la address«Av. Boyacá # 12-30» desde hace años.
La notificación a la address«Diagonal 40 # 9-12», Ibagué.
Mi dirección es address«Transversal 5 # 6-78 interior 2».
Vivo en la address«Kra 15 #93-60 oficina 301».
address«calle 5 no 10-20» segundo piso
Vivo en el address«barrio La Esperanza», al lado del río.
Vivo en la address«vereda El Salado» y no hay señal.
Mi finca queda en la address«vereda Agua Clara».
Mi casa es la address«manzana 5 casa 12».
Vivimos en address«Mz C casa 8».
En la address«torre 4 apto 302» no llegó el volante.
Notifíquenme en el address«apto 1203».
Nos vemos en address«Cra. 9 # 9 - 9».
Mi Instagram es social«juan.perez.88».
Síganme en social«@juanp_99» y vean las fotos.
Mi perfil: social«https://www.facebook.com/juan.perez.9»
Está en social«https://instagram.com/anamariap»
Mire social«x.com/ana_p» donde lo denuncié.
social«https://www.linkedin.com/in/ana-perez-123»
Escríbanme a social«t.me/anap_leticia».
social«https://wa.me/573101234567»
En TikTok: social«luzdary_oficial»
Mi carro de placas plate«ABC123» no puede entrar.
La moto plate«XYZ45D» estaba mal parqueada.
El taxi de placa plate«WMZ-987» no recibió a nadie.
Vi la camioneta plate«OBI 234» de la entidad.
El vehículo plate«GHJ678» tapa la entrada.
Mi cuenta de ahorros es account«12345678901» de Bancolombia.
Consignen a la cuenta corriente No. account«0123-4567-8901».
Mi Nequi es account«3001234567».
Daviplata account«310 765 4321»
Tarjeta de crédito account«4111 1111 1111 1111» por error.
Bancolombia ahorros account«987-654321-00»
Me llamo name«Elsa Rincón», cédula identity«23.456.789», celular phone«3111234567» y correo email«elsa@ejemplo.co».
""".strip().splitlines()

HARMLESS = """
Mi caso es PPC-2021-000001-7 y no han respondido.
El radicado 20214300012345 no aparece.
Radicado No. 2021-430-001234-2 del lunes.
Del 30 de junio de 2021 no hay acta.
El evento fue el 30/06/2021 a las 9:15.
Publicado el 2021-06-30 en el portal.
Costó $ 1.200.000.000 y no se ve.
Son 52.345.678 pesos de diferencia.
El presupuesto es de $52.345.678.
Invirtieron 1.023.456.789 pesos en la vía.
Fueron 15.000.000 de pesos.
El convenio benefició a 48.258.494 habitantes.
Según la Ley 1755 de 2015 deben responder.
El Decreto 1166 de 2016 dice otra cosa.
El artículo 23 de la Constitución lo permite.
La Resolución 1519 de 2020 habla de accesibilidad.
La Sentencia T-230 de 2020 es clara.
El CONPES 3654 de 2010 lo explica.
En una emergencia marque 123.
La línea 155 atiende a mujeres y la 141 a niños.
Llamé a la línea 01 8000 910 270 y nadie contestó.
El producto 4 está en 0 %.
El 26 % del plan, 4 de 15 productos, es poco.
La actividad 3 pide un video.
En la fila 12 de la página 45 hay un error.
El contrato 2210456 de 2021 no está publicado.
El convenio 1234567 ya terminó.
La licitación LP-001-2021 sigue abierta.
El proyecto BPIN 2020011000123 está parado.
La norma NTC 5854 pide subtítulos.
La ISO 9001 no alcanza.
Vivo en Leticia, Amazonas.
Soy de Cali y quiero participar.
Soy veedor ciudadano.
Soy Alcaldesa de un municipio PDET.
Soy madre cabeza de hogar.
Yo soy campesino y no tengo internet.
La obra está en la calle 26 con carrera 68.
La avenida Jorge Eliécer Gaitán está dañada.
El colegio Carlos Lleras Restrepo no tiene rampa.
El hospital San Juan de Dios queda lejos.
El parque Simón Bolívar es el mejor sitio.
La biblioteca Luis Ángel Arango prestó la sala.
La Ley Rosa Elvira Cely protege a las mujeres.
Vean https://www.enterritorio.gov.co/plan y digan si falta algo.
El video está en https://www.youtube.com/watch?v=abc123def45
El evento: https://www.facebook.com/events/1234567890
Lo vi en Facebook y en YouTube.
Facebook es un buen canal para el directo.
Telegram es más fácil que el correo.
El directo tuvo 1240 espectadores.
Somos 350 familias sin agua.
Pagaron 45.000.000 por un video.
Faltan 3 de los 10 kilómetros.
La vía mide 12.345 metros.
Entre el 16 y el 21 de junio mandaron correos.
El plan 2021 y el plan 2022 son iguales.
Gracias por la atención.
Muchas gracias. Espero su respuesta.
Atentamente, la comunidad.
Propongo que el diálogo sea en la Señal Colombia.
La gobernación de Antioquia no fue invitada.
El barrio La Esperanza necesita luz.
La vereda queda a 3 horas.
El municipio de San Pedro de los Milagros no fue invitado.
Puerto Carlos Lleras no tiene puente.
Piden el formato DE-123 y nadie lo tiene.
El archivo tiene 3101 filas.
Hay 15 días hábiles para responder.
La cédula no debería ser obligatoria.
No pidan el teléfono para opinar.
El correo no llegó.
Me llamo la atención a mí mismo por no ir.
""".strip().splitlines()
