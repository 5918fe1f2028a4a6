/** `--continue` unless the arguments have it. */
export const continueFlag = (args: ReadonlyArray<string>): ReadonlyArray<string> =>
  args.includes('--continue') || args.includes('-c') ? [] : ['--continue']

const CONTINUES = / (?:--continue|-c)(?= |$)/g

/** `flag` with the id of a conversation in place of `--continue` and of this flag, or its short form, with another id. */
export function resumeFlag(flag: string, short: string): (plain: string, conversation: string) => string {
  const resumes = new RegExp(` (?:${flag}|${short})(?:[ =]\\w[\\w-]*)?(?= |$)`, 'g')
  return (plain, conversation) => ` ${flag} ${conversation}${plain.replaceAll(CONTINUES, '').replaceAll(resumes, '')}`
}
