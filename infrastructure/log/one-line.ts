const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

/**
 * Text that can neither forge a log line nor move a terminal cursor: control characters become `\u000a`. JSON on one
 * line keeps its meaning.
 */
export const oneLine = (text: string): string =>
  text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
