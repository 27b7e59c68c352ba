/** A file that the server gave, with the name it gave it. */
export interface Taken {
  readonly file: Blob;
  readonly name: string;
}

/** Hands a file over to the browser's downloads. */
export function save({ file, name }: Taken): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
