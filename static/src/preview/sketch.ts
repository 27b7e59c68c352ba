/** A few strokes on paper, in place of a picture that somebody would have drawn. Null where there is no canvas. */
export function sketch(): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, 640, 480);
  pen.strokeStyle = "#1a2130";
  pen.lineWidth = 6;
  pen.lineCap = "round";
  pen.beginPath();
  pen.arc(200, 190, 70, 0.2, 6.1);
  pen.moveTo(200, 262);
  pen.bezierCurveTo(180, 330, 230, 350, 210, 420);
  pen.moveTo(330, 300);
  pen.bezierCurveTo(400, 120, 470, 380, 560, 150);
  pen.moveTo(520, 168);
  pen.lineTo(562, 148);
  pen.lineTo(574, 192);
  pen.stroke();
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
