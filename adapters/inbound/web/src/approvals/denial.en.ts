const characters = (count: number): string => (count === 1 ? '1 character' : `${count.toLocaleString('en')} characters`)

/** Texts of the reason of a denial. */
export const denialEn = {
  left: (count: number): string => `${characters(count)} left`,
  tooLong: (over: number): string => `Too long by ${characters(over)}.`,
  severalLines: 'Only one line of plain text fits here.',
  noneAtDialog: 'The dialog in the terminal takes no reason.',
  none: 'The agent takes no reason here.',
}
