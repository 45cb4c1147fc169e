// Shows which words of the text a rule rests on while the rule is pointed at or holds the focus.
const mark = (rule, on) => {
  const id = rule.dataset.rule;
  for (const unit of document.querySelectorAll("[data-claims]")) {
    if (unit.dataset.claims.split(" ").includes(id)) unit.classList.toggle("unit--lit", on);
  }
};
for (const rule of document.querySelectorAll("[data-rule]")) {
  for (const name of ["mouseenter", "focus"]) rule.addEventListener(name, () => mark(rule, true));
  for (const name of ["mouseleave", "blur"]) rule.addEventListener(name, () => mark(rule, false));
}
