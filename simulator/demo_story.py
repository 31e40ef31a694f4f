"""The demonstration's story: what a plan, a question and an observation look like from a citizen's telephone."""

from simulator.story import Step, press, send, start, wait, write

ROSA, CAMILO = "Rosa", "Camilo"

DEMO_STORY: tuple[Step, ...] = (
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
        {"es": "Una actividad por dentro", "en": "Inside an activity"},
        {
            "es": "La actividad 2 va en 50\u00a0%. Rosa la abre para ver qué falta.",
            "en": "Activity 2 is at 50\u00a0%. Rosa opens it to see what is missing.",
        },
        (press(ROSA, "2. Promover los canales"),),
        {
            "es": "El mensaje cambia en su sitio: las invitaciones se enviaron, el diálogo no se hizo.",
            "en": "The message changes in place: the invitations were sent, the dialogue was not held.",
        },
    ),
    Step(
        {"es": "¿Por qué el diálogo está en 0\u00a0%?", "en": "Why is the dialogue at 0\u00a0%?"},
        {
            "es": "Pregunta por lo que no se cumplió.",
            "en": "She asks about what was not done.",
        },
        (press(ROSA, "Diálogo"),),
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
        (write(CAMILO, "/avance"), press(CAMILO, "Ver gráfico")),
        {
            "es": "La imagen y su texto dicen las mismas cifras. Toque la imagen para verla grande.",
            "en": "The picture and its text tell the same figures. Touch the picture to see it large.",
        },
    ),
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
        {"es": "Al día siguiente", "en": "The next day"},
        {
            "es": "Pasa un día y Rosa mira cómo va su caso.",
            "en": "A day goes by and Rosa looks how her case is going.",
        },
        (wait(24), write(ROSA, "/mis_observaciones")),
        {
            "es": "El caso sigue ahí con su estado. La fecha de arriba ya es la del día siguiente.",
            "en": "The case is there with its state. The date above is now that of the next day.",
        },
    ),
    Step(
        {"es": "¿Qué guardan de mí?", "en": "What do they keep of me?"},
        {
            "es": "Por último pregunta qué datos suyos tiene la entidad.",
            "en": "Last, she asks which of her data the entity has.",
        },
        (write(ROSA, "/privacidad"),),
        {
            "es": "Ve lo que hay de ella en este momento. Puede descargarlo o borrarlo.",
            "en": "She sees what is held of her at this moment. She can download or erase it.",
        },
    ),
)
