package access

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"example.com/immex/shared/document"
)

// Cost is how hard a password is to guess from what is stored.
type Cost struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// DefaultCost is the second recommendation of RFC 9106, for machines that
// cannot spare 2 GiB a sign-in.
func DefaultCost() Cost { return Cost{MemoryKiB: 64 << 10, Passes: 3, Lanes: 4} }

const (
	saltBytes = 16
	keyBytes  = 32
	// MinPassword is the least number of characters of a password.
	MinPassword = 12
	maxPassword = 256 // bytes: a longer one is an attack
)

// errStored is a stored password that this program did not write.
var errStored = errors.New("access: the stored password is damaged")

// hashed is a password as it is stored: $argon2id$v=19$m=…,t=…,p=…$salt$key.
func hashed(password string, c Cost, random io.Reader) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	key := argon2.IDKey([]byte(password), salt, c.Passes, c.MemoryKiB, c.Lanes, keyBytes)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.MemoryKiB, c.Passes, c.Lanes, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// storedShape is what hashed writes.
var storedShape = regexp.MustCompile(`^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$`)

// matches reports whether a password is the stored one, in constant time.
func matches(password, stored string) (bool, error) {
	m := storedShape.FindStringSubmatch(stored)
	if m == nil {
		return false, errStored
	}
	var c Cost
	if _, err := fmt.Sscan(m[1]+" "+m[2]+" "+m[3], &c.MemoryKiB, &c.Passes, &c.Lanes); err != nil || c.Passes == 0 || c.Lanes == 0 || c.MemoryKiB > 1<<20 {
		return false, errStored
	}
	salt, errS := base64.RawStdEncoding.DecodeString(m[4])
	want, errK := base64.RawStdEncoding.DecodeString(m[5])
	if errS != nil || errK != nil {
		return false, errStored
	}
	key := argon2.IDKey([]byte(password), salt, c.Passes, c.MemoryKiB, c.Lanes, keyBytes)
	return subtle.ConstantTimeCompare(key, want) == 1, nil
}

// nameShape is what a user may be called: it stands in the log and in links.
var nameShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// DeniedError is why a person is told no. It is no fault of the machine.
type DeniedError struct{ Text document.Text }

// Error implements error.
func (r *DeniedError) Error() string { return r.Text.EN }

func refuse(es, en string, args ...any) error { return &DeniedError{document.Textf(es, en, args...)} }

// acceptable refuses a name or password that no user may have.
func acceptable(name, password string) error {
	switch {
	case !nameShape.MatchString(name):
		return refuse("El usuario se escribe con minúsculas sin acento, dígitos, punto, guion o arroba, hasta 64.",
			"A user name has lower-case letters without accents, digits, dots, dashes or at signs, up to 64.")
	case utf8.RuneCountInString(password) < MinPassword:
		return refuse("La contraseña necesita al menos %d caracteres.", "The password needs at least %d characters.", MinPassword)
	case len(password) > maxPassword:
		return refuse("La contraseña pasa de %d bytes.", "The password is over %d bytes.", maxPassword)
	}
	return nil
}
