const hours = (count: number): string => (count === 1 ? '1 hour' : `${String(count)} hours`)

/** Texts of when a session asks, and how long its calls wait. */
export const askingEn = {
  stopAsking: 'Stop asking in this session',
  stopAskingThen: {
    runs: 'New calls will run without asking you. Calls that wait stay open.',
    asks: 'New calls will be asked in the terminal only. Calls that wait stay open.',
  },
  notAsking: 'Penates no longer asks in this session.',
  askAgain: 'Ask again',
  stoppedAsking: (session: string): string => `Penates no longer asks in ${session}`,
  isStrict: (session: string): string => `${session} is strict now and keeps asking. Change its mode first.`,
  couldNotChange: 'The setting could not be changed',
  title: (session: string): string => `Approvals in ${session}`,
  mode: 'Ask in this session',
  modes: { all: 'As set for all', off: 'Off', ask: 'Ask', strict: 'Strict' },
  modeHint: {
    all: 'Follows the setting for all sessions.',
    off: 'The agent follows its own settings. Its questions and plans stay in the terminal.',
    ask: 'Without an answer the agent’s own prompt decides.',
    strict: 'Without an answer a call is refused.',
  },
  wait: 'Calls wait for you',
  waitHint: 'For calls that would run without a question. After that time they are refused; counts for new calls.',
  untilAnswered: 'until you answer',
  minutes: (count: number): string => (count % 60 === 0 ? hours(count / 60) : `${String(count)} minutes`),
  mayNotChange: 'This device may not change it.',
  moreAsking: 'Waiting time …',
  close: 'Close',
  subagentOf: (session: string, name: string): string => `${session}’s sub-agent${name === '' ? '' : ` ${name}`}`,
}
