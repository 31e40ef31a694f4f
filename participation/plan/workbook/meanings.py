"""What each column of the workbook means, for its dictionary and the notes on the headings."""

from collections.abc import Mapping

from locales import Phrase

MEANINGS: Mapping[str, Phrase] = {
    "product.number": Phrase(
        "plan column meaning", "Its place among the products of its task. A new row without it goes last."
    ),
    "product.parent": Phrase("plan column meaning", "The task it belongs to, as in the sheet «Actividades y tareas»."),
    "product.activity": Phrase(
        "plan column meaning", "To find one's way: it follows the task. It is changed in its own sheet."
    ),
    "product.task": Phrase(
        "plan column meaning", "To find one's way: it follows the task. It is changed in its own sheet."
    ),
    "product.codigo": Phrase(
        "plan column meaning", "What the product is known by. With another code it is another product."
    ),
    "product.nombre": Phrase("plan column meaning", "The official name, whole."),
    "product.nombre_corto": Phrase("plan column meaning", "The name that people read."),
    "product.cantidad": Phrase("plan column meaning", "How many were promised. A product counts as one all the same."),
    "product.periodo": Phrase(
        "plan column meaning", "When it is due, as programmed at first. Either this or the due date."
    ),
    "product.vence": Phrase("plan column meaning", "An exact date instead of a period."),
    "product.estado": Phrase("plan column meaning", "What the office declares. Done needs 100 % and evidence."),
    "product.avance": Phrase("plan column meaning", "A whole percentage."),
    "product.ejecutado_el": Phrase("plan column meaning", "Only if it is done."),
    "product.responsable": Phrase("plan column meaning", "Who answers for it."),
    "product.grupos_de_valor": Phrase("plan column meaning", "Codes of the sheet «Grupos de valor», one a line."),
    "product.trasladado.a": Phrase("plan column meaning", "The new period or date. The first one stays in its column."),
    "product.trasladado.motivo": Phrase("plan column meaning", "Why it was moved."),
    "product.trasladado.firma": Phrase("plan column meaning", "The person who signed it."),
    "product.trasladado.fecha": Phrase("plan column meaning", "When it was decided."),
    "product.cancelado.motivo": Phrase(
        "plan column meaning", "Why it was cancelled. Without reason and signature it keeps counting."
    ),
    "product.cancelado.firma": Phrase("plan column meaning", "The person who signed it."),
    "product.cancelado.fecha": Phrase(
        "plan column meaning", "Since when it does not count. Without a date it never counts."
    ),
    "evidence.number": Phrase("plan column meaning", "Its number within the product. A new row without it goes last."),
    "evidence.parent": Phrase("plan column meaning", "The product that it proves."),
    "evidence.product": Phrase("plan column meaning", "To find one's way: it follows the code."),
    "evidence.texto": Phrase(
        "plan column meaning", "The proof in the entity's words. That no observations came is a result too."
    ),
    "evidence.fecha": Phrase("plan column meaning", "What the evidence names, one date a line."),
    "evidence.enlace": Phrase("plan column meaning", "Where it can be seen."),
    "evidence.archivo.tipo": Phrase("plan column meaning", "Such as pdf."),
    "evidence.archivo.bytes": Phrase("plan column meaning", "The size of the file."),
    "evidence.archivo.nombre": Phrase("plan column meaning", "Of a file that was uploaded in the chat."),
    "evidence.archivo.huella": Phrase("plan column meaning", "Its SHA-256. Participa writes it; leave it as it is."),
    "task.level": Phrase("plan column meaning", "Activity or task."),
    "task.number": Phrase("plan column meaning", "Its place: of an activity in the plan, of a task in its activity."),
    "task.parent": Phrase("plan column meaning", "Only of a task: the activity it belongs to."),
    "task.codigo": Phrase("plan column meaning", "What it is known by. With another code it is another one."),
    "task.nombre": Phrase("plan column meaning", "The official name, whole."),
    "task.nombre_corto": Phrase("plan column meaning", "Only of an activity: the name that people read."),
    "unitemised.number": Phrase("plan column meaning", "Its place in the list."),
    "unitemised.periodo": Phrase(
        "plan column meaning", "When they are due. They add to the total of the year, without a name."
    ),
    "unitemised.cantidad": Phrase(
        "plan column meaning", "How many. If nobody knows, desconocida: then there is no figure for the year."
    ),
    "unitemised.inferido": Phrase(
        "plan column meaning", "Yes, when the number was deduced and the entity did not publish it."
    ),
    "unitemised.nota": Phrase("plan column meaning", "Where it comes from."),
    "cut.number": Phrase("plan column meaning", "Its place in the list."),
    "cut.fecha": Phrase("plan column meaning", "The day of the cut, within the year."),
    "cut.nombre": Phrase("plan column meaning", "Such as I semestre."),
    "cut.publicado_el": Phrase("plan column meaning", "Since when it is shown. Without it, since the day of the cut."),
    "window.number": Phrase("plan column meaning", "Its place in the list."),
    "window.codigo": Phrase("plan column meaning", "What it is known by. With another code it is another one."),
    "window.nombre": Phrase("plan column meaning", "What the window is called."),
    "window.desde": Phrase("plan column meaning", "The first day, included."),
    "window.hasta": Phrase("plan column meaning", "The last day, included."),
    "window.para": Phrase("plan column meaning", "What is asked of people in it."),
    "window.productos": Phrase(
        "plan column meaning", "Observations on them are in time only in this window, one a line."
    ),
    "event.number": Phrase("plan column meaning", "Its place in the list."),
    "event.codigo": Phrase("plan column meaning", "What it is known by. With another code it is another one."),
    "event.titulo": Phrase("plan column meaning", "What the event is called."),
    "event.mencion": Phrase("plan column meaning", "What a sentence calls it, with its article."),
    "event.descripcion": Phrase("plan column meaning", "What it is about."),
    "event.tipo": Phrase("plan column meaning", "Where it takes place."),
    "event.estado": Phrase("plan column meaning", "Held needs its proof; postponed has no new date."),
    "event.fecha_original": Phrase("plan column meaning", "The first one that was announced."),
    "event.fecha": Phrase("plan column meaning", "The one that holds today."),
    "event.hora": Phrase("plan column meaning", "In the entity's time."),
    "event.duracion": Phrase("plan column meaning", "How long it lasts."),
    "event.motivo": Phrase("plan column meaning", "Why it was postponed, rescheduled or cancelled."),
    "event.lugar": Phrase("plan column meaning", "Where people meet."),
    "event.enlace": Phrase("plan column meaning", "To take part."),
    "event.grabacion": Phrase("plan column meaning", "Its link: the proof that it was held."),
    "event.registro": Phrase("plan column meaning", "What proves that it was held where there is no recording."),
    "event.acta": Phrase("plan column meaning", "The link of its minutes."),
    "event.asistencia": Phrase("plan column meaning", "How many people came."),
    "event.asistencia_cuenta": Phrase(
        "plan column meaning", "Registered people and most viewers at once are not the same."
    ),
    "event.oradores": Phrase("plan column meaning", "Who speaks, one a line."),
    "event.accesibilidad": Phrase("plan column meaning", "Such as sign language."),
    "event.producto": Phrase("plan column meaning", "The product of the plan that it serves."),
    "event.grupos_de_valor": Phrase("plan column meaning", "Codes of the sheet «Grupos de valor», one a line."),
    "value_group.number": Phrase("plan column meaning", "Its place in the list."),
    "value_group.codigo": Phrase("plan column meaning", "What it is known by. With another code it is another one."),
    "value_group.nombre": Phrase("plan column meaning", "To whom the plan is addressed."),
    "plan.plan.nombre": Phrase("plan column meaning", "As it is published."),
    "plan.plan.vigencia": Phrase("plan column meaning", "The year. It is not changed in this file."),
    "plan.plan.objetivo_del_informe": Phrase("plan column meaning", "It opens the progress report."),
    "plan.plan.fuente": Phrase("plan column meaning", "Where the data come from."),
    "plan.plan.calculado_por_nosotros": Phrase(
        "plan column meaning", "Figures that the entity's report does not have, one a line."
    ),
    "plan.plan.muestra_avance_sostenido": Phrase(
        "plan column meaning", "Whether people also see how much of the progress has a proof that opens."
    ),
    "plan.entidad.nombre": Phrase("plan column meaning", "The full name."),
    "plan.entidad.nombre_corto": Phrase("plan column meaning", "As it is read in a sentence."),
    "plan.entidad.lema": Phrase("plan column meaning", "The motto of the entity."),
    "plan.entidad.contacto.correo": Phrase("plan column meaning", "Where people can write."),
    "plan.entidad.contacto.pagina": Phrase("plan column meaning", "The link of its page."),
    "plan.entidad.contacto.telefono": Phrase("plan column meaning", "Where people can call."),
    "plan.entidad.contacto.direccion": Phrase("plan column meaning", "Where people can go."),
    "plan.entidad.contacto.horario": Phrase("plan column meaning", "When people are attended."),
    "plan.entidad.canal_protegido": Phrase(
        "plan column meaning", "Where someone can go who fears for their safety. It is shown before a report."
    ),
    "plan.entidad.emergencias.linea": Phrase("plan column meaning", "The number."),
    "plan.entidad.emergencias.texto": Phrase(
        "plan column meaning", "A sentence of one's own instead of the usual one."
    ),
    "plan.entidad.privacidad.version": Phrase("plan column meaning", "It changes each time that the notice changes."),
    "plan.entidad.privacidad.aviso_corto": Phrase(
        "plan column meaning", "What is read before an observation is written."
    ),
    "plan.entidad.privacidad.aviso": Phrase("plan column meaning", "The whole notice, as /privacidad shows it."),
    "plan.entidad.privacidad.politica": Phrase("plan column meaning", "The link of the policy."),
    "plan.entidad.colores.principal": Phrase("plan column meaning", "Six hexadecimal digits after a #."),
    "plan.entidad.colores.acento": Phrase("plan column meaning", "Six hexadecimal digits after a #."),
    "plan.entidad.logo": Phrase("plan column meaning", "The path of the picture, beside the plan file."),
    "plan.reglas.cierre_de_recepcion": Phrase(
        "plan column meaning", "What comes from this hour on counts as of the next working day."
    ),
    "plan.reglas.dias_cerrados": Phrase("plan column meaning", "Days on which the entity does not attend, one a line."),
    "plan.reglas.dias_laborados": Phrase(
        "plan column meaning", "Days that are no working days and on which it does, one a line."
    ),
    "plan.reglas.aclaracion.detiene_el_plazo": Phrase(
        "plan column meaning", "Yes: the days until the answer do not count."
    ),
    "plan.reglas.aclaracion.dias_habiles": Phrase("plan column meaning", "How many the person has to answer."),
    "plan.reglas.prorroga.hasta_veces": Phrase("plan column meaning", "2 is up to double the term; 1 is no extension."),
    "plan.reglas.prioritarias.dias_habiles": Phrase(
        "plan column meaning", "It shortens the term and never makes it longer."
    ),
    "terms.desde": Phrase("plan column meaning", "The first rule can be without it."),
    "terms.hasta": Phrase("plan column meaning", "This day included. The last rule can be without it."),
    "terms.fuente": Phrase("plan column meaning", "The law that says so."),
    "terms.dias_habiles.general": Phrase("plan column meaning", "Of a general petition."),
    "terms.dias_habiles.informacion": Phrase("plan column meaning", "Of documents and information."),
    "terms.dias_habiles.consulta": Phrase("plan column meaning", "Of a consultation."),
    "promises.tipo": Phrase("plan column meaning", "What has no term of law."),
    "promises.dias_habiles": Phrase("plan column meaning", "What the entity promises."),
    "areas.nombre": Phrase("plan column meaning", "The area that can be asked."),
    "line.item": Phrase("plan column meaning", "What the line says."),
    "line.value": Phrase("plan column meaning", "It is changed here."),
    "line.meaning": Phrase("plan column meaning", "What the value is for."),
    "line.key": Phrase("plan column meaning", "What the line is known by. Leave it as it is."),
    "areas.correo": Phrase("plan column meaning", "Where it is asked. It never gets who wrote."),
}
