import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { see } from "../pictures";
import { t } from "../words";

/** A picture that travels only to those who hold a key to this session. Until it comes, its place is kept. */
export function Picture({ id, alt }: { id: string; alt: string }): JSX.Element {
  const [url, setUrl] = useState("");
  const [lost, lose] = useState(false);
  useEffect(() => {
    let wanted = true;
    setUrl("");
    lose(false);
    see(id).then(
      (found) => wanted && (found ? setUrl(found) : lose(true)),
      () => wanted && lose(true),
    );
    return () => {
      wanted = false;
    };
  }, [id]);
  const failed = () => {
    setUrl("");
    lose(true);
  };
  if (url) return <img class="pic" src={url} alt={alt || t("picture_untold")} onError={failed} />;
  return (
    <span class="pic blank" role="img" aria-label={alt || t("picture_untold")}>
      {t(lost ? "picture_lost" : "picture_coming")}
    </span>
  );
}
