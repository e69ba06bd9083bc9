// Package signing signs packages with a key that never leaves AWS KMS: an
// asymmetric key of spec ECC_NIST_P256 (SealKey in template.yaml).
//
// Example: step.Compile with signing.New(kms.NewFromConfig(cfg), arn) as its
// Signer writes a sidecar that immex verify checks offline, like any other.
//
// ECDSA takes a random number: the same message gives another signature each
// time, all of them right. Whoever signs keeps the first one.
package signing

import (
	"context"
	"errors"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/smithy-go"

	"example.com/immex/shared/expediente"
	"example.com/immex/shared/fault"
)

// maxMessage is the longest message KMS hashes by itself; a statement is one
// line of some 600 bytes.
const maxMessage = 4096

// API is what is asked of KMS.
type API interface {
	GetPublicKey(ctx context.Context, in *kms.GetPublicKeyInput, opts ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error)
	Sign(ctx context.Context, in *kms.SignInput, opts ...func(*kms.Options)) (*kms.SignOutput, error)
}

// Key is one key of KMS. It implements expediente.Signer.
type Key struct {
	api API
	id  string

	mu     sync.Mutex
	public []byte // PKIX in DER, once asked
}

// New names a key by its id, alias or ARN. KMS is asked when it is used.
func New(api API, id string) *Key { return &Key{api: api, id: id} }

// Public implements expediente.Signer. KMS is asked once: a key has one public
// half for as long as it lives.
func (k *Key) Public(ctx context.Context) ([]byte, expediente.Algorithm, error) {
	const op = "public key of the seal"
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.public != nil {
		return k.public, expediente.ECDSA, nil
	}
	out, err := k.api.GetPublicKey(ctx, &kms.GetPublicKeyInput{KeyId: &k.id})
	switch {
	case err != nil:
		return nil, "", classify(op, err)
	case out.KeyUsage != types.KeyUsageTypeSignVerify || out.KeySpec != types.KeySpecEccNistP256:
		return nil, "", fault.Newf(fault.Misconfigured, op, "the key is %s for %s; it must be %s for %s",
			out.KeySpec, out.KeyUsage, types.KeySpecEccNistP256, types.KeyUsageTypeSignVerify)
	case len(out.PublicKey) == 0:
		return nil, "", fault.Newf(fault.Transient, op, "the answer has no key")
	}
	k.public = out.PublicKey
	return k.public, expediente.ECDSA, nil
}

// Sign implements expediente.Signer: KMS hashes the message and signs the
// digest.
func (k *Key) Sign(ctx context.Context, message []byte) ([]byte, error) {
	const op = "sign with the key of the seal"
	if len(message) > maxMessage {
		return nil, fault.Newf(fault.TooLarge, op, "%d bytes, KMS signs %d at most", len(message), maxMessage)
	}
	out, err := k.api.Sign(ctx, &kms.SignInput{
		KeyId: &k.id, Message: message, MessageType: types.MessageTypeRaw, SigningAlgorithm: types.SigningAlgorithmSpecEcdsaSha256,
	})
	if err != nil {
		return nil, classify(op, err)
	}
	return out.Signature, nil
}

// classify tells the workflow whether asking again can help: a key that is
// missing, disabled, of another kind or not ours to use is for a person.
func classify(op string, err error) error {
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		switch api.ErrorCode() {
		case "NotFoundException", "DisabledException", "InvalidKeyUsageException", "KMSInvalidStateException", "InvalidArnException",
			"UnsupportedOperationException", "AccessDeniedException", "UnrecognizedClientException", "ValidationException", "InvalidGrantTokenException":
			return fault.New(fault.Misconfigured, op, err)
		}
	}
	return fault.New(fault.Transient, op, err)
}
