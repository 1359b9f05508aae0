import { ipcRenderer, webUtils } from 'electron';

/**
 * All that the page gets from the shell: one end of a channel to the core, whenever it asks for one, and the paths of files
 * that are dropped on it, which a page cannot see by itself.
 */
window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === 'core-port-wanted') ipcRenderer.send('core-port-wanted');
});

ipcRenderer.on('core-port', ({ ports }) => {
  window.postMessage('core-port', window.location.origin, ports);
});

window.addEventListener('dragover', (event) => event.preventDefault());
window.addEventListener('drop', (event) => {
  event.preventDefault();
  const paths = Array.from(event.dataTransfer?.files ?? [], (file) => webUtils.getPathForFile(file));
  window.postMessage({ type: 'dropped-paths', paths }, window.location.origin);
});
