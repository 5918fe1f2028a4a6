/** Where a person's settings are told to be elsewhere than usual: libgit2 only knows the usual places. git(1). */
const ELSEWHERE = ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM']

/** What a process with libgit2 is started with; `null` where it would read other settings than git. */
export function libgit2Environment(
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null {
  if (ELSEWHERE.some((name) => name in environment)) return null
  const kept = Object.entries(environment).filter(([name]) => !/^(GIT|NODE)_/.test(name))
  return Object.fromEntries(kept)
}
