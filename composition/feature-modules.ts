import type { ContainerModule } from 'inversify'
import { accessModule } from './modules/access.module.js'
import { approvalsModule } from './modules/approvals.module.js'
import { attentionModule } from './modules/attention.module.js'
import { boardModule } from './modules/board.module.js'
import { filesModule } from './modules/files.module.js'
import { gateModule } from './modules/gate.module.js'
import { mataModule } from './modules/mata.module.js'
import { previewModule } from './modules/preview.module.js'
import { projectsModule } from './modules/projects.module.js'
import { pushModule } from './modules/push.module.js'
import { repoModule } from './modules/repo.module.js'
import { serverModule } from './modules/server.module.js'
import { sessionsModule } from './modules/sessions.module.js'
import { settingsModule } from './modules/settings.module.js'
import { terminalModule } from './modules/terminal.module.js'
import { usageModule } from './modules/usage.module.js'
import { updatesModule } from './modules/updates.module.js'
import { voiceModule } from './modules/voice.module.js'

/** The use cases of every feature. */
export const FEATURE_MODULES: ReadonlyArray<ContainerModule> = [
  accessModule,
  attentionModule,
  sessionsModule,
  serverModule,
  settingsModule,
  terminalModule,
  pushModule,
  repoModule,
  approvalsModule,
  gateModule,
  filesModule,
  boardModule,
  projectsModule,
  usageModule,
  voiceModule,
  updatesModule,
  mataModule,
  previewModule,
]
