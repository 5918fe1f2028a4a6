import type { Finish, FinishAt, FinishRecord, FinishStage } from '../../domain/board/finish.js'

/** Values for the record of a finish; the caller gives a merge where the stage needs one. */
export type FinishValues<Stage extends FinishStage = FinishStage> = Partial<FinishRecord> & {
  readonly stage?: Stage
  readonly merge?: string | null
}

export const changedFinish = <Stage extends FinishStage>(
  finish: Finish,
  values: FinishValues<Stage>,
): FinishAt<Stage> => ({ ...finish, ...values }) as unknown as FinishAt<Stage>
