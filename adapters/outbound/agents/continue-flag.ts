/** `--continue` unless the arguments have it. */
export const continueFlag = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  args.includes('--continue') || args.includes('-c') ? [] : ['--continue']
