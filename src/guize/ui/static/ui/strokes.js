// Handwriting: strokes of whole-numbered points in a box of 600 by 200, kept in a hidden input.
const WIDTH = 600, HEIGHT = 200, MOST_POINTS = 3000, NEAR = 3;

function pad(frame) {
  const field = document.getElementById(frame.dataset.strokes);
  const canvas = frame.querySelector("canvas"), pen = canvas.getContext("2d");
  const full = frame.querySelector("[data-full]");
  let strokes = read(field.value), current = null;

  const count = () => strokes.reduce((sum, stroke) => sum + stroke.length, 0);

  function draw() {
    pen.setTransform(canvas.width / WIDTH, 0, 0, canvas.height / HEIGHT, 0, 0);
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(canvas).color;
    for (const stroke of strokes) {
      pen.beginPath();
      pen.moveTo(stroke[0][0], stroke[0][1]);
      for (const point of stroke) pen.lineTo(point[0], point[1]);
      pen.stroke();
    }
    full.hidden = count() < MOST_POINTS;
  }

  function keep() {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    draw();
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const x = Math.round((event.clientX - box.left) / box.width * WIDTH);
    const y = Math.round((event.clientY - box.top) / box.height * HEIGHT);
    return [Math.min(WIDTH, Math.max(0, x)), Math.min(HEIGHT, Math.max(0, y))];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || count() >= MOST_POINTS) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = [place(event)];
    strokes.push(current);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current || count() >= MOST_POINTS) return;
    const point = place(event), last = current[current.length - 1];
    if (Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) < NEAR) return;
    current.push(point);
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, () => { if (current) { current = null; keep(); } });
  }
  frame.querySelector("[data-undo]").addEventListener("click", () => { strokes.pop(); keep(); });
  frame.querySelector("[data-clear]").addEventListener("click", () => { strokes = []; keep(); });
  frame.hidden = false;
  draw();
}

function read(text) {
  try {
    const found = JSON.parse(text);
    const isPoint = (p) => Array.isArray(p) && p.length === 2 && p.every(Number.isInteger);
    const isStroke = (s) => Array.isArray(s) && s.length > 0 && s.every(isPoint);
    return Array.isArray(found) && found.every(isStroke) ? found : [];
  } catch (error) {
    return []; // empty, or not ours: the server tells what it refused
  }
}

for (const frame of document.querySelectorAll("[data-strokes]")) pad(frame);
