// The camera, and what is read in its pictures. No picture is kept: each leaves with the next, all with the camera.
import { load } from "../page/loader.js";

const READER = "cards-reader.js"; // js-aruco2 and deck/cards-reader.js, which comes when a camera opens
const REST = 120; // ms between a picture read and the next looked at, for the processor's sake
const WANTED = { width: { ideal: 1920 }, height: { ideal: 1080 }, facingMode: { ideal: "environment" } };
const MESSAGES = {
  insecure: "Le navigateur n’ouvre pas la caméra à cette adresse, qui n’est pas en https. Ouvrez les diapositives par un double-clic sur leur fichier.",
  forbidden: "Le serveur qui publie ces diapositives y interdit la caméra. Ouvrez-les par un double-clic sur leur fichier.",
  NotAllowedError:
    "La caméra est refusée. Autorisez-la pour cette page, près de l’adresse en haut du navigateur, et dans les réglages de confidentialité de l’ordinateur ; puis recommencez.",
  NotFoundError: "Cet ordinateur n’a pas de caméra, ou elle est débranchée.",
  NotReadableError: "La caméra ne donne pas d’image : un autre logiciel s’en sert peut-être. Fermez la visioconférence, puis recommencez.",
  lost: "La caméra s’est arrêtée : débranchée, ou reprise par un autre logiciel.",
  reader: "La lecture des cartes ne fonctionne pas dans ce navigateur. Comptez à la main, ou essayez un autre navigateur.",
};
MESSAGES.OverconstrainedError = MESSAGES.NotFoundError;
MESSAGES.AbortError = MESSAGES.NotReadableError;

async function streamOf(device) {
  if (!navigator.mediaDevices) throw new Error(MESSAGES.insecure);
  if (document.featurePolicy?.allowsFeature("camera") === false) throw new Error(MESSAGES.forbidden); // Chromium says so
  try {
    return await navigator.mediaDevices.getUserMedia({ video: device ? { ...WANTED, deviceId: { exact: device } } : WANTED });
  } catch (error) {
    throw new Error(MESSAGES[error.name] ?? MESSAGES.NotReadableError, { cause: error });
  }
}

async function reader() {
  await load(READER);
  const url = URL.createObjectURL(new Blob([window.ESSOR_CARDS], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}

// What two pictures in a row are: never one picture looked at twice.
function afterNext(video, act) {
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(act);
  else setTimeout(act, 3 * REST);
}

// Shows the camera in `video` and calls `seen(cards)` after each picture, `lost(sentence)` if it ends by itself. Gives
// { device, stop }; rejects with a sentence. `device` is a camera's id, or "" for the browser's own choice.
export async function watch(video, device, seen, lost) {
  const stream = await streamOf(device);
  let worker = null;
  let on = true;
  const stop = () => {
    on = false;
    stream.getTracks().forEach((track) => track.stop());
    worker?.terminate();
    video.srcObject = null;
  };
  const fail = (sentence) => () => on && (stop(), lost(sentence));
  const look = async () => {
    if (!on) return;
    const picture = await createImageBitmap(video).catch(() => null); // none yet
    if (!on) picture?.close();
    else if (picture) worker.postMessage(picture, [picture]);
    else setTimeout(look, REST);
  };
  try {
    worker = await reader();
    worker.onerror = fail(MESSAGES.reader);
    video.srcObject = stream;
    await video.play();
  } catch (error) {
    stop();
    throw new Error(MESSAGES.reader, { cause: error });
  }
  const [track] = stream.getVideoTracks();
  track.addEventListener("ended", fail(MESSAGES.lost));
  worker.onmessage = ({ data }) => {
    if (!on) return;
    seen(data);
    setTimeout(() => afterNext(video, look), REST);
  };
  look();
  return { device: track.getSettings().deviceId ?? "", stop };
}

// The cameras of this computer, once one was allowed.
export const cameras = async () => (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
