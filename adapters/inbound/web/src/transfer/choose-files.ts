import { plainFiles, type DroppedFile } from './dropped-files.js'

/** Lets the person choose files of this device; on a phone also its camera and photos. */
export function chooseFiles(chosen: (files: ReadonlyArray<DroppedFile>) => void, accept = ''): void {
  const field = document.createElement('input')
  field.type = 'file'
  field.multiple = true
  field.accept = accept
  field.className = 'off-screen'
  // Some browsers forget a field that is not in the page before its window answers.
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
