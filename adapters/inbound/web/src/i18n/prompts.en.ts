/** Texts of the prompt queue. */
export const promptsEn = {
  queuePrompt: 'Queue',
  queuedPrompts: 'Queued prompts',
  queued: (count: number): string => `${String(count)} queued`,
  promptsAreHeld: 'A queued prompt needs you',
  promptIsQueued: (session: string): string => `Queued. ${session} gets it when it is idle.`,
  couldNotQueue: 'The prompt could not be queued',
  couldNotSend: 'The prompt could not be sent',
  agentNotReady: {
    asking: 'Not sent: the agent asks in its terminal, and Enter would answer. Answer there first.',
    unseen: 'Not sent: the agent does not show its prompt. Look at its terminal, or queue the prompt.',
    draft: 'Not sent: its prompt has text already. Send or remove it in the terminal first.',
    ended: 'Not sent: the session does not run.',
  },
  queueUnchanged: 'The queue is unchanged',
  movePrompt: 'Drag, or Alt ↑ and Alt ↓',
  editPrompt: 'Edit the prompt',
  removePrompt: 'Remove the prompt',
  sendNow: 'Send now',
  sendAgain: 'Send again',
  promptIsSent: 'On its way: the agent has not confirmed it yet.',
  promptFaults: {
    ended: 'Not sent: the session ended before.',
    unavailable: 'It may have been sent: the terminal did not respond. Check it, then send again or remove the prompt.',
    dialog: 'Typed without Enter: a dialog opened. Answer it in the terminal, then send again or remove the prompt.',
    unconfirmed:
      'It may have been sent: the agent did not confirm it. Check its terminal, then send again or remove the prompt.',
    restart: 'It may have been sent: the hub was restarted. Check the terminal, then send again or remove the prompt.',
  },
  queueWaitsFor: {
    restore: 'The session has ended. The queue continues once it is restored.',
    decision: 'The queue waits until you decide on the prompt below.',
    answer: 'The agent waits for your answer first.',
    turn: 'Sent one after the other, each after a turn.',
    report: 'Sent once the agent reports to the hub.',
  },
}
