import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Picture } from "../faces/picture";
import { type FieldProps, Optional } from "../fields";
import { Check, NoSignal } from "../icons";
import { tab } from "../links";
import { Courier } from "./courier";
import { Pad, SHEET, strokesAt } from "./pad";
import { read, shrink } from "./shrink";
import { t } from "./words";

/** A photo of paper, or a drawing made here. It is on its way while one goes on writing. */
export function PictureField({ field, value, set, keep = field.name, busy }: FieldProps): JSX.Element {
  const id = typeof value === "string" ? value : "";
  const drawing = useSignal(strokesAt(keep).length > 0);
  const trouble = useSignal("");
  const shrinking = useSignal(false);
  const courier = useMemo(() => new Courier(keep, set), [keep]);
  useEffect(() => () => courier.stop(), [courier]);
  const way = courier.way.value;
  const waits = shrinking.value || way === "sending" || way === "kept";
  useEffect(() => busy?.(waits), [waits]);
  useEffect(() => () => busy?.(false), []);

  const take = async (source: CanvasImageSource | null, wide: number, high: number) => {
    const blob = source && (await shrink(source, { wide, high }));
    shrinking.value = false;
    if (blob) await courier.send(blob);
    else trouble.value = t("no_picture");
  };
  const photo = async (file: File | undefined) => {
    if (!file) return;
    trouble.value = "";
    shrinking.value = true;
    const image = await read(file);
    await take(image, image?.naturalWidth ?? 0, image?.naturalHeight ?? 0);
  };
  const off = () => {
    trouble.value = "";
    tab.removeItem(`tingsha.pad ${keep}`);
    drawing.value = false;
    shrinking.value = false;
    void courier.drop();
    set(undefined);
  };
  return (
    <div class="field picture">
      {field.label && (
        <p class="asked">
          {field.label}
          <Optional field={field} />
        </p>
      )}
      {drawing.value ? (
        <Pad
          at={keep}
          touched={() => {
            shrinking.value = true;
          }}
          drawn={(sheet) => {
            if (sheet) void take(sheet, SHEET.wide, SHEET.high);
            else {
              shrinking.value = false;
              void courier.drop();
              set(undefined);
            }
          }}
        />
      ) : (
        (id || courier.picture.value) && <Shown id={id} picture={courier.picture.value} />
      )}
      <Progress courier={courier} shrinking={shrinking.value && !drawing.value} saved={id !== "" && !waits} />
      {trouble.value && <p role="alert">{trouble.value}</p>}
      <div class="row fill">
        {!drawing.value && !id && !courier.picture.value && (
          <>
            <FileButton says={t("take_photo")} main capture took={photo} />
            <button
              type="button"
              class="btn"
              onClick={() => {
                drawing.value = true;
              }}
            >
              {t("draw")}
            </button>
            <FileButton says={t("choose_picture")} took={photo} />
          </>
        )}
        {(drawing.value || id || courier.picture.value) && (
          <button type="button" class="btn bare" onClick={off}>
            {t(drawing.value && !id && !courier.picture.value ? "close_pad" : "take_off")}
          </button>
        )}
      </div>
      {field.hint && <small>{field.hint}</small>}
    </div>
  );
}

/** What was taken, from this device while it is still on its way. */
function Shown({ id, picture }: { id: string; picture: Blob | null }): JSX.Element {
  const url = useMemo(() => (picture ? URL.createObjectURL(picture) : ""), [picture]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return url ? <img class="pic" src={url} alt={t("your_picture")} /> : <Picture id={id} alt={t("your_picture")} />;
}

/** What is true about it, just now. */
function Progress({
  courier,
  shrinking,
  saved,
}: {
  courier: Courier;
  shrinking: boolean;
  saved: boolean;
}): JSX.Element {
  const way = courier.way.value;
  const part = Math.round(100 * courier.part.value);
  return (
    <div role="status">
      {shrinking ? (
        <p class="note">{t("shrinking")}</p>
      ) : way === "sending" ? (
        <>
          <p class="note">{t("uploading", { n: part })}</p>
          <span class="bar" aria-hidden="true" style={{ "--p": `${part}` }}>
            <i />
          </span>
        </>
      ) : way === "kept" ? (
        <>
          <p class="note state kept">
            <NoSignal />
            <span>{t(courier.lasting ? "picture_kept" : "picture_kept_open")}</span>
          </p>
          <button type="button" class="btn" onClick={courier.again}>
            {t("try_again")}
          </button>
        </>
      ) : way === "refused" ? (
        <p>{courier.says.value}</p>
      ) : (
        saved && (
          <p class="note state">
            <Check />
            {t("picture_saved")}
          </p>
        )
      )}
    </div>
  );
}

/** A button that opens the camera, or the pictures on this phone. */
function FileButton({
  says,
  main,
  capture,
  took,
}: {
  says: string;
  main?: boolean;
  capture?: boolean;
  took: (file: File | undefined) => Promise<void>;
}): JSX.Element {
  return (
    <label class={`btn file${main ? "" : " plain"}`}>
      <input
        class="unseen"
        type="file"
        accept="image/*"
        {...(capture && { capture: "environment" })}
        onChange={(event) => {
          const { currentTarget } = event;
          void took(currentTarget.files?.[0]);
          // The same photo may be chosen again.
          currentTarget.value = "";
        }}
      />
      {says}
    </label>
  );
}
