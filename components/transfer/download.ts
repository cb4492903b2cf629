/** Hands a file to the browser's downloads. */
export function download(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the bytes after the click; they are freed with the page at the latest.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
