import { existsSync } from 'node:fs'
import { memoryCommandRunner, type ScriptedProgram } from '../../adapters/outbound/memory/command-runner.memory.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'

interface Process {
  pid: number
  isRunning: boolean
}

/** Commands answered as systemctl answers them, of a manager that finds its one unit in `file`. systemctl(1). */
export function scriptedSystemctl(file: string): CommandRunner {
  const runner = memoryCommandRunner()
  const main: Process = { pid: 200, isRunning: false }
  let isLoaded = false
  let isEnabled = false
  const noUnit: ScriptedProgram = { exitCode: 5, stderr: 'Unit penates.service not loaded.\n' }

  const start = (): ScriptedProgram => {
    if (!isLoaded) return noUnit
    main.pid += 1
    main.isRunning = true
    return {}
  }

  runner.script(([program, scope, , verb]) => {
    if (program === 'loginctl') return { exitCode: 1 }
    if (program !== 'systemctl') return null
    if (scope === '--system') return { exitCode: 1, stderr: 'System has not been booted with systemd' }
    switch (verb) {
      case 'daemon-reload':
        isLoaded = existsSync(file)
        return {}
      case 'show':
        return {
          stdout: [
            `MainPID=${main.isRunning ? String(main.pid) : '0'}`,
            `LoadState=${isLoaded ? 'loaded' : 'not-found'}`,
            `UnitFileState=${isLoaded && isEnabled ? 'enabled' : ''}`,
            '',
          ].join('\n'),
        }
      case 'enable':
        isEnabled = isLoaded
        return isLoaded ? {} : noUnit
      case 'disable':
        isEnabled = false
        return {}
      case 'stop':
        main.isRunning = false
        return {}
      case 'restart':
        return start()
      default:
        return null
    }
  })
  return runner
}

/** Commands answered as launchctl answers them. launchctl(1). */
export function scriptedLaunchctl(): CommandRunner {
  const runner = memoryCommandRunner()
  const main: Process = { pid: 200, isRunning: false }
  const notFound: ScriptedProgram = { exitCode: 113, stderr: 'Could not find service\n' }

  runner.script(([program, verb]) => {
    if (program !== 'launchctl') return null
    switch (verb) {
      case 'print':
        return main.isRunning ? { stdout: `x = {\n\tstate = running\n\tpid = ${String(main.pid)}\n}\n` } : notFound
      case 'bootstrap':
      case 'kickstart':
        if (verb === 'kickstart' && !main.isRunning) return notFound
        main.pid += 1
        main.isRunning = true
        return {}
      case 'bootout':
        if (!main.isRunning) return notFound
        main.isRunning = false
        return {}
      default:
        return null
    }
  })
  return runner
}
