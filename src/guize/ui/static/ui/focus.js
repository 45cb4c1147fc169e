// Moves the focus to the error summary, so that it is read out and the keyboard starts there.
document.addEventListener("DOMContentLoaded", () => {
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
});
