// Passkeys: the browser's own ceremony, started by a button that is shown only where it can work.
// The answer goes into the form and the form is sent as any other; nothing is fetched.
const bytes = (text) => Uint8Array.from(
  atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (all) => (all || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function make(asked) {
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: listed(asked.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    id: made.id, rawId: text(made.rawId), type: made.type,
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
    },
  };
}

async function show(asked) {
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    allowCredentials: listed(asked.allowCredentials),
  };
  const shown = await navigator.credentials.get({ publicKey });
  return {
    id: shown.id, rawId: text(shown.rawId), type: shown.type,
    response: {
      clientDataJSON: text(shown.response.clientDataJSON),
      authenticatorData: text(shown.response.authenticatorData),
      signature: text(shown.response.signature),
      userHandle: shown.response.userHandle ? text(shown.response.userHandle) : null,
    },
  };
}

const SAID = {
  InvalidStateError: "This device holds a passkey of yours already.",
  NotAllowedError: "No passkey was used. Nothing was sent; try again when you are ready.",
  SecurityError: "Passkeys do not work at this address. On your own machine open it as localhost.",
};

function wants(button) {
  const purposes = button.form.querySelectorAll("input[name=purpose]");
  if (!purposes.length || [...purposes].some((one) => one.checked)) return false;
  purposes[0].reportValidity();
  return true;
}

async function press(event) {
  event.preventDefault();
  const button = event.currentTarget;
  const note = document.getElementById(button.dataset.note);
  if (wants(button) || button.form.querySelector("[data-wanted]")?.reportValidity() === false) return;
  button.disabled = true;
  note.textContent = "";
  try {
    const asked = JSON.parse(button.dataset.asked);
    const answer = await (button.dataset.passkey === "make" ? make(asked) : show(asked));
    button.form.elements.passkey.value = JSON.stringify(answer);
    if (button.hasAttribute("formaction")) button.form.action = button.formAction;
    button.form.submit();
  } catch (error) {
    note.textContent = SAID[error.name] || "The passkey could not be used. Nothing was sent.";
    button.disabled = false;
  }
}

export function usePasskeys() {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-with-passkeys]")) part.hidden = false;
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    button.addEventListener("click", press);
  }
}
