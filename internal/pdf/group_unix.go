//go:build unix

package pdf

import (
	"context"
	"os/exec"
	"syscall"
)

// grouped runs a command and ends it, with all it has started, when the context
// ends. A browser is many processes.
func grouped(ctx context.Context, cmd *exec.Cmd) error {
	cmd.WaitDelay = lingering
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	end := func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // what is gone already needs none
	stop := context.AfterFunc(ctx, end)
	defer stop()
	err := ended(cmd.Wait())
	end()
	return err
}
