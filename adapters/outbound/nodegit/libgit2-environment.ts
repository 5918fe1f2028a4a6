/** Variables that move the user's settings; libgit2 reads the default locations only. git(1). */
const ELSEWHERE = ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM']

/** Environment of a process with libgit2; `null` when libgit2 would read other settings than git. */
export function libgit2Environment(
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null {
  if (ELSEWHERE.some((name) => name in environment)) return null
  const kept = Object.entries(environment).filter(([name]) => !/^(GIT|NODE)_/.test(name))
  return Object.fromEntries(kept)
}
