/** Hands a file that was made in this page to the person, who chooses where it goes. Nothing is requested from anywhere. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file over when the click returns.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
