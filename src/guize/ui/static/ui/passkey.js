// Asks the browser for a passkey and puts its answer into the form. Without it the code field stays.
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const asked = (question) => {
    const options = { ...question, challenge: bytes(question.challenge) };
    if (question.user) options.user = { ...question.user, id: bytes(question.user.id) };
    for (const list of ["allowCredentials", "excludeCredentials"])
      if (question[list]) options[list] = question[list].map((one) => ({ ...one, id: bytes(one.id) }));
    return options;
  };

  const told = (found) => {
    const response = { clientDataJSON: text(found.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (found.response[part]) response[part] = text(found.response[part]);
    return JSON.stringify({ id: found.id, rawId: text(found.rawId), type: found.type, response });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-question]");
    const button = form && form.querySelector("[data-passkey-go]");
    if (!button || !window.PublicKeyCredential) return;
    const failed = form.querySelector("[data-passkey-failed]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const isNew = form.dataset.passkey === "create";
      if (isNew && !form.reportValidity()) return;
      failed.hidden = true;
      const publicKey = asked(JSON.parse(form.dataset.question));
      try {
        const found = await navigator.credentials[isNew ? "create" : "get"]({ publicKey });
        form.querySelector("[data-passkey-answer]").value = told(found);
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  });
})();
