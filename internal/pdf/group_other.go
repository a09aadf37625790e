//go:build !unix

package pdf

import (
	"context"
	"os/exec"
)

// grouped runs a command and ends it when the context ends.
func grouped(ctx context.Context, cmd *exec.Cmd) error {
	cmd.WaitDelay = lingering
	if err := cmd.Start(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() }) // it may be gone already
	defer stop()
	return ended(cmd.Wait())
}
