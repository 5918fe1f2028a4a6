const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

/**
 * A text that can neither forge a line nor move the cursor of who reads it: control characters become `\u000a`. What is
 * JSON on one line stays JSON with the same meaning.
 */
export const oneLine = (text: string): string =>
  text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
