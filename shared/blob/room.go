package blob

import (
	"errors"
	"io/fs"
	"os"

	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// Rooms gives room outside of memory: files of a folder that are gone when they
// are closed, and where the system lets them have no name before that too.
func Rooms(dir string) expediente.Scratch {
	return func() (expediente.Room, error) {
		f, err := os.CreateTemp(dir, ".scratch-*")
		if err != nil {
			return nil, fault.New(fault.Transient, "room for large files", err)
		}
		return &room{f, os.Remove(f.Name()) == nil}, nil
	}
}

type room struct {
	*os.File
	gone bool
}

// Close lets go of the room.
func (r *room) Close() error {
	err := r.File.Close()
	if !r.gone {
		if gone := os.Remove(r.Name()); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}
