// The control API of the simulator: the state, the stream of events, and what people do.

const SHOWN_AT_FIRST = 60;

async function call(method, path, body, options = {}) {
  const isForm = body instanceof FormData;
  const response = await fetch(`/simulator/${path}`, {
    method,
    headers: body && !isForm ? { "Content-Type": "application/json" } : {},
    body: body && !isForm ? JSON.stringify(body) : body,
    ...options,
  });
  const content = await response.json();
  if (!response.ok) throw new Error(content.error ?? `Error ${response.status}`);
  return content;
}

const chatPath = (key) => `chats/${encodeURIComponent(key)}`;

export const readState = () => call("GET", `state?messages=${SHOWN_AT_FIRST}`);

/** Messages before the one with the id `before`: {messages, more}. */
export const readOlder = (key, before) => call("GET", `${chatPath(key)}/messages?before=${before}&limit=200`);

/** `reader` has read the chat as far as this message; it is told even when the page is left at once. */
export const markRead = (key, reader, messageId) => (
  call("POST", `${chatPath(key)}/read`, { reader, message_id: messageId }, { keepalive: true })
);

export const moveClock = (seconds) => call("POST", "clock", { by: seconds });

/** So many steps of the story have been played. */
export const tellStory = (told) => call("POST", "story", { told });

/** Something that a person does: "write", "press", "start"… `values` is an object or a FormData. */
export const act = (person, action, values = {}) => call("POST", `people/${encodeURIComponent(person)}/${action}`, values);

export const fileAddress = (fileId) => `/simulator/files/${encodeURIComponent(fileId)}`;

const KINDS = [
  "message", "edited", "deleted", "press", "answer", "action", "clock", "moved", "read", "story", "mail",
  "scene", "profile", "keyboard", "pinned", "blocked", "cleared", "reset",
];

/** Follow the events after `eventId`; `onEvent(kind, data)` for each, `onConnection(isThere)` when it breaks or mends. */
export function follow(eventId, onEvent, onConnection) {
  const source = new EventSource(`/simulator/events?after=${eventId}`);
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => onEvent(kind, JSON.parse(event.data)));
  }
  source.addEventListener("open", () => onConnection(true));
  source.addEventListener("error", () => onConnection(false));
  return source;
}
