import { plainFiles, type DroppedFile } from './dropped-files.js'

/** Opens the browser's file dialog; on phones it includes camera and photos. */
export function chooseFiles(chosen: (files: ReadonlyArray<DroppedFile>) => void, accept = ''): void {
  const field = document.createElement('input')
  field.type = 'file'
  field.multiple = true
  field.accept = accept
  field.className = 'off-screen'
  // Some browsers discard a detached input element before its dialog closes.
  document.body.append(field)
  field.onchange = () => {
    field.remove()
    if (field.files && field.files.length > 0) chosen(plainFiles(field.files))
  }
  field.oncancel = () => {
    field.remove()
  }
  field.click()
}
