/** Key code of a key that an input method handles. UI Events, legacy key attributes. */
const INPUT_METHOD_KEY = 229

// eslint-disable-next-line @typescript-eslint/no-deprecated -- the only mark of an input method's key in Safari
export const isInputMethodKey = ({ keyCode }: KeyboardEvent): boolean => keyCode === INPUT_METHOD_KEY
