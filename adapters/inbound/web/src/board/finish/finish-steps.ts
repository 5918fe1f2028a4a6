/** Stages of a finish as the hub reports them. */
export type FinishStage =
  'queued' | 'refused' | 'merging' | 'publishing' | 'settling' | 'done' | 'nothing' | 'undoing' | 'undone'

/** Stages that the dialog lists as steps. */
export const FINISH_STEPS = ['queued', 'merging', 'publishing', 'settling'] as const
export type FinishStep = (typeof FINISH_STEPS)[number]

export const isUnderWay = (stage: FinishStage): boolean => FINISH_STEPS.some((step) => step === stage)

/** State of a step while the finish is at `stage`. */
export function stepState(step: FinishStep, stage: FinishStage): 'done' | 'now' | 'ahead' {
  if (!isUnderWay(stage)) return 'done'
  const at = FINISH_STEPS.findIndex((one) => one === stage)
  const mine = FINISH_STEPS.indexOf(step)
  return mine < at ? 'done' : mine === at ? 'now' : 'ahead'
}

export const finishProgress = (stage: FinishStage): { readonly done: number; readonly total: number } => ({
  done: FINISH_STEPS.filter((step) => stepState(step, stage) === 'done').length,
  total: FINISH_STEPS.length,
})
