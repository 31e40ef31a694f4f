// The microphone: a recording that is either ended or thrown away.

const TYPES = [["audio/ogg;codecs=opus", "ogg"], ["audio/webm;codecs=opus", "webm"], ["audio/mp4", "m4a"]];

/**
 * Begin to record. Gives {seconds(), end(), discard()}; end() gives {file, seconds}, with null for an empty recording.
 * Throws where there is no microphone, or the person does not allow its use.
 */
export async function startRecording() {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) throw new Error("no recorder");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [type, ending] = TYPES.find(([name]) => MediaRecorder.isTypeSupported(name)) ?? ["", "webm"];
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const pieces = [];
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  recorder.addEventListener("dataavailable", (event) => event.data.size && pieces.push(event.data));
  recorder.start();

  const stop = () => new Promise((resolve) => {
    recorder.addEventListener("stop", resolve, { once: true });
    recorder.stop();
    stream.getTracks().forEach((track) => track.stop());
  });
  return {
    seconds,
    async end() {
      const lasted = seconds();
      await stop();
      const mime = (type || recorder.mimeType).split(";")[0];
      const file = pieces.length ? new File(pieces, `nota.${ending}`, { type: mime }) : null;
      return { file, seconds: Math.max(1, Math.round(lasted)) };
    },
    discard: stop,
  };
}
