"""The demonstration's story: from a citizen's question to the report that lists what came of it."""

from simulator.story import Step, open_mails, press, send, start, wait, write

ROSA, CAMILO, OFFICIAL = "Rosa", "Camilo", "Funcionaria"
EVENT = "Primer espacio de diálogo"
LINK, RECORDING = "https://vivo.ejemplo.test/dialogo", "https://video.ejemplo.test/dialogo"

ASKS: tuple[Step, ...] = (
    Step(
        {"es": "Rosa abre el chat", "en": "Rosa opens the chat"},
        {
            "es": "Rosa oyó hablar del plan de participación de la entidad y abre el asistente.",
            "en": "Rosa heard of the entity's participation plan and opens the assistant.",
        },
        (start(ROSA),),
        {
            "es": "Dice quién es y qué se puede hacer. No pide ningún dato.",
            "en": "It says who it is and what one can do. It asks for no data.",
        },
    ),
    Step(
        {"es": "¿Cómo va el plan?", "en": "How is the plan going?"},
        {
            "es": "Quiere saber cuánto ha cumplido la entidad este año.",
            "en": "She wants to know how much the entity has done this year.",
        },
        (press(ROSA, "Avance del plan"),),
        {
            "es": "Cada porcentaje trae su cuenta, «26\u00a0% (4 de 15)», y la fecha de los datos.",
            "en": "Each percentage comes with its count, “26\u00a0% (4 de 15)”, and the date of the data.",
        },
    ),
    Step(
        {"es": "¿Por qué el diálogo está en 0\u00a0%?", "en": "Why is the dialogue at 0\u00a0%?"},
        {
            "es": "La actividad 2 va en 50\u00a0%. Rosa la abre para ver qué falta.",
            "en": "Activity 2 is at 50\u00a0%. Rosa opens it to see what is missing.",
        },
        (
            press(ROSA, "2. Promover los canales"),
            press(ROSA, "Diálogo"),
        ),
        {
            "es": "Se aplazó y aún no hay fecha. La prueba está ahí mismo, y no se inventa una razón.",
            "en": "It was postponed and has no new date yet. The proof is right there, and no reason is made up.",
        },
    ),
    Step(
        {"es": "Camilo pregunta con sus palabras", "en": "Camilo asks in his own words"},
        {
            "es": "Otro ciudadano no busca botones: escribe su pregunta.",
            "en": "Another citizen looks for no buttons: he writes his question.",
        },
        (write(CAMILO, "¿ya hicieron el video?"),),
        {
            "es": "Recibe ese producto, su estado y el enlace de la prueba.",
            "en": "He gets that product, its state and the link to its proof.",
        },
    ),
    Step(
        {"es": "El mismo avance en una imagen", "en": "The same progress as a picture"},
        {
            "es": "Camilo quiere algo que pueda mostrar a sus vecinos.",
            "en": "Camilo wants something that he can show to his neighbours.",
        },
        (
            write(CAMILO, "/avance"),
            press(CAMILO, "Ver gráfico"),
        ),
        {
            "es": "La imagen y su texto dicen las mismas cifras. Toque la imagen para verla grande.",
            "en": "The picture and its text tell the same figures. Touch the picture to see it large.",
        },
    ),
    Step(
        {"es": "Rosa pide avisos", "en": "Rosa asks for notices"},
        {
            "es": "Quiere saber cuándo será el diálogo sin tener que preguntar.",
            "en": "She wants to know when the dialogue will be without asking again.",
        },
        (
            write(ROSA, "/avisos"),
            press(ROSA, "Eventos"),
        ),
        {
            "es": "Solo le llega lo que pidió. Con /baja lo apaga todo.",
            "en": "She gets only what she asked for. With /baja she turns everything off.",
        },
    ),
)

DATES: tuple[Step, ...] = (
    Step(
        {"es": "La entidad fija una fecha", "en": "The entity sets a date"},
        {
            "es": "La funcionaria abre su panel. Escribe el enlace, la nueva fecha y el motivo.",
            "en": "The official opens her panel. She writes the link, the new date and the reason.",
        },
        (
            write(OFFICIAL, "/panel"),
            press(OFFICIAL, "Eventos"),
            press(OFFICIAL, EVENT),
            press(OFFICIAL, "Corregir"),
            press(OFFICIAL, "Enlace o lugar"),
            write(OFFICIAL, LINK),
            press(OFFICIAL, "Reprogramar"),
            write(OFFICIAL, "15 de julio 3 pm"),
            write(OFFICIAL, "Se confirmó la transmisión"),
        ),
        {
            "es": "Antes de enviar ve el texto exacto y a cuántas personas llega, por cada canal.",
            "en": "Before it is sent she sees the exact text and how many people it reaches, by each channel.",
        },
    ),
    Step(
        {"es": "Se anuncia", "en": "It is announced"},
        {"es": "Lo confirma una sola vez.", "en": "She confirms it once."},
        (press(OFFICIAL, "Sí, reprogramar"),),
        {
            "es": "Rosa, el canal y las tres entidades invitadas reciben lo mismo.",
            "en": "Rosa, the channel and the three invited entities get the same.",
        },
    ),
    Step(
        {"es": "Rosa no lo quiere olvidar", "en": "Rosa does not want to forget it"},
        {
            "es": "Pide un recordatorio y la cita para su calendario.",
            "en": "She asks for a reminder and for the entry of her calendar.",
        },
        (
            press(ROSA, "Recordarme"),
            press(ROSA, "Agregar al calendario"),
        ),
        {
            "es": "El archivo se abre en cualquier calendario y se corrige si la fecha cambia.",
            "en": "The file opens in any calendar and is corrected when the date changes.",
        },
    ),
    Step(
        {"es": "Se aplaza otra vez", "en": "It is postponed once more"},
        {
            "es": "La transmisión falla y todavía no hay otra fecha.",
            "en": "The transmission fails, and there is no other date yet.",
        },
        (
            press(OFFICIAL, "Aplazar"),
            press(OFFICIAL, "Por definir"),
            write(OFFICIAL, "Falló la plataforma de la transmisión"),
            press(OFFICIAL, "Sí, aplazar"),
        ),
        {
            "es": "El anuncio de Rosa cambia en su sitio y una respuesta lo cuenta. Lo mismo en el canal.",
            "en": "Rosa's announcement changes in place and a reply tells of it. The same in the channel.",
        },
    ),
    Step(
        {"es": "Los correos a las entidades invitadas", "en": "The e-mails to the invited entities"},
        {
            "es": "A quien se invitó por correo se le avisa por correo.",
            "en": "Who was invited by e-mail is told by e-mail.",
        },
        (open_mails(),),
        {
            "es": "La cita del calendario queda cancelada. Arriba está el calendario que todos pueden seguir.",
            "en": "The calendar's entry is withdrawn. Above is the calendar that everybody can follow.",
        },
    ),
)

OBSERVATION: tuple[Step, ...] = (
    Step(
        {"es": "Rosa escribe una observación", "en": "Rosa writes an observation"},
        {
            "es": "Quiere proponer algo para la próxima vez y agrega una foto.",
            "en": "She wants to propose something for the next time and adds a photo.",
        },
        (
            write(ROSA, "/observar"),
            write(ROSA, "Propongo avisar la nueva fecha del diálogo con una semana de anticipación."),
            send(ROSA, "photo", "La cartelera de mi barrio"),
        ),
        {
            "es": "Una sola tarjeta reúne todo antes de enviar: texto, foto, tema y nombre.",
            "en": "One card gathers everything before it is sent: text, photo, topic and name.",
        },
    ),
    Step(
        {"es": "La envía sin su nombre", "en": "She sends it without her name"},
        {
            "es": "Rosa decide que su nombre no quede en el caso.",
            "en": "Rosa decides that her name shall not stay with the case.",
        },
        (press(ROSA, "Enviar sin mi nombre"),),
        {
            "es": "Recibe el número de su caso. Solo aparece cuando ya quedó guardado.",
            "en": "She gets the number of her case. It appears only once the case is stored.",
        },
    ),
    Step(
        {"es": "A la mañana siguiente", "en": "The next morning"},
        {
            "es": "Pasa un día. A las 7 a. m. sale el resumen para la entidad.",
            "en": "A day goes by. At 7 a. m. the entity's digest leaves.",
        },
        (wait(24),),
        {
            "es": "El resumen cuenta lo nuevo y lo que está por vencer. No trae nombres ni textos.",
            "en": "The digest tells what is new and what is due. It has no names and no texts.",
        },
    ),
    Step(
        {"es": "La funcionaria responde", "en": "The official answers"},
        {
            "es": "Abre el caso, escribe, decide y dice qué cambió.",
            "en": "She opens the case, writes, decides and says what has changed.",
        },
        (
            press(OFFICIAL, "Abrir 1"),
            press(OFFICIAL, "Responder"),
            write(OFFICIAL, "Gracias. Desde hoy avisamos cada nueva fecha con una semana de anticipación."),
            press(OFFICIAL, "Acogida"),
            write(OFFICIAL, "Se agregó un aviso previo a la agenda del diálogo."),
            press(OFFICIAL, "Enviar respuesta"),
        ),
        {
            "es": "Antes de enviarla la vio como la lee Rosa. No sabe quién escribió.",
            "en": "Before it was sent she saw it as Rosa reads it. She does not know who wrote.",
        },
    ),
    Step(
        {"es": "Rosa lee la respuesta", "en": "Rosa reads the answer"},
        {"es": "Dice que le sirvió y mira su caso.", "en": "She says that it helped and looks at her case."},
        (
            press(ROSA, "Me sirvió"),
            write(ROSA, "/mis_observaciones"),
        ),
        {
            "es": "El caso quedó respondido, con su fecha. Si no le sirve, vuelve a la entidad.",
            "en": "The case is answered, with its date. If it does not help, it goes back to the entity.",
        },
    ),
)

REPORT: tuple[Step, ...] = (
    Step(
        {"es": "Hay fecha otra vez", "en": "There is a date again"},
        {
            "es": "La entidad la fija, y Rosa recibe el cambio.",
            "en": "The entity sets it, and Rosa is told of the change.",
        },
        (
            press(OFFICIAL, "Reprogramar"),
            write(OFFICIAL, "15 de julio 3 pm"),
            write(OFFICIAL, "La plataforma ya funciona"),
            press(OFFICIAL, "Sí, reprogramar"),
        ),
        {
            "es": "El recordatorio que Rosa pidió sigue en pie para la nueva fecha.",
            "en": "The reminder that Rosa asked for holds for the new date.",
        },
    ),
    Step(
        {"es": "Llega el día", "en": "The day comes"},
        {
            "es": "Pasan dos semanas: el asistente recuerda un día y una hora antes.",
            "en": "Two weeks go by: the assistant reminds a day and an hour before.",
        },
        (wait(13 * 24 + 12),),
        {
            "es": "Rosa recibió dos recordatorios. Nadie da por hecho el diálogo: se lo preguntan a la entidad.",
            "en": "Rosa got two reminders. Nobody takes the dialogue for held: the entity is asked.",
        },
    ),
    Step(
        {"es": "Se hizo, y hay grabación", "en": "It was held, and there is a recording"},
        {"es": "La funcionaria lo confirma con la prueba.", "en": "The official confirms it with the proof."},
        (
            press(OFFICIAL, "Marcar realizado"),
            write(OFFICIAL, RECORDING),
            write(OFFICIAL, "85 personas conectadas"),
            press(OFFICIAL, "Saltar"),
            press(OFFICIAL, "Sí, se realizó"),
        ),
        {
            "es": "Quienes fueron invitados reciben la grabación. La asistencia dice qué se contó.",
            "en": "Who was invited gets the recording. The attendance says what was counted.",
        },
    ),
    Step(
        {"es": "El informe, y Rosa está en él", "en": "The report, and Rosa is in it"},
        {
            "es": "La entidad revisa los textos y publica. Rosa comprueba que su caso está.",
            "en": "The entity reviews the texts and publishes. Rosa checks that her case is in.",
        },
        (
            write(OFFICIAL, "/panel"),
            press(OFFICIAL, "Informes"),
            press(OFFICIAL, "Este año"),
            press(OFFICIAL, "Revisar textos"),
            press(OFFICIAL, "Están bien"),
            press(OFFICIAL, "Volver"),
            press(OFFICIAL, "Publicar"),
            press(OFFICIAL, "Sí, publicar"),
            wait(1),
            write(ROSA, "/mis_observaciones"),
        ),
        {
            "es": "Su caso tiene una fila sin su nombre, y se puede verificar que nadie lo cambió.",
            "en": "Her case has a row without her name, and one can verify that nobody changed it.",
        },
    ),
)

DEMO_STORY = (*ASKS, *DATES, *OBSERVATION, *REPORT)
