import { editor, type EDITORS } from '../app/platform/preferences.js'

type Editor = Exclude<(typeof EDITORS)[number], 'none'>

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const LOCAL: Readonly<Record<Editor, (path: string) => string>> = {
  vscode: (path) => `vscode://file${path}`,
  cursor: (path) => `cursor://file${path}`,
  zed: (path) => `zed://file${path}`,
  idea: (path) => `idea://open?file=${path}`,
}

/** Editors that open files of another machine over SSH. */
const REMOTE: Partial<typeof LOCAL> = {
  vscode: (path) => `vscode://vscode-remote/ssh-remote+${location.hostname}${path}`,
  cursor: (path) => `cursor://vscode-remote/ssh-remote+${location.hostname}${path}`,
}

/** Link that opens a file of the hub's machine in the chosen editor; `null` where the editor cannot. */
export function editorLink(path: string): string | null {
  if (editor.value === 'none') return null
  const links = LOOPBACK.test(location.hostname) ? LOCAL : REMOTE
  return links[editor.value]?.(path.split('/').map(encodeURIComponent).join('/')) ?? null
}
