"""`FeatureSpec`: the one description of the front end, and its arithmetic in words."""

import dataclasses
import json
import math
from typing import Any

from tinyspeech_tf.errors import UserError


@dataclasses.dataclass(frozen=True)
class FeatureSpec:
    """How one clip becomes one feature map. Four implementations answer to this text.

    With x the clip as int16 / 32768 (float32), zero-padded at its end or cut to `clip_samples`:

    1. Framing. `centered`: x is padded with fft_size // 2 zeros on both sides, else not. Frame t is
       the `window_samples` samples from t * hop_samples on, where a centred frame is centred within
       its fft_size samples (only window_samples == fft_size is allowed there).
    2. Window: periodic Hann, w[n] = 0.5 - 0.5 cos(2 pi n / window_samples).
    3. Spectrum: the frame, zero-padded at its end to fft_size; power P[k] = |FFT|^2, k = 0..fft_size/2.
    4. Mel: `mel_bands` triangles between mel_low_hz and mel_high_hz, Slaney scale, each divided by
       half its width in Hz (librosa's `filters.mel` with its defaults): m = W P.
    5. Level: l = (ln(m + log_floor) - mean) / std.
    6. `coefficients` = 0: the feature map is l (log-mel). Otherwise its first `coefficients`
       orthonormal DCT-II coefficients along the bands (MFCC).
    7. Device input: q = clamp(round(f / quant_scale) + quant_zero_point, -128, 127), ties to even.

    Training sees f clipped to the range that q can hold, so host and device agree about loud sounds.

    The shape of the feature map is [frames, bins, 1]. Source of the paper's form: arXiv 2008.04245
    section 3, which points to honk (30 ms window, 10 ms hop, 40 coefficients, 20 Hz - 4 kHz).

    Attributes:
        sample_rate: Hz.
        clip_samples: samples the network sees at once.
        window_samples: samples of one analysis window, at most fft_size.
        hop_samples: samples between two frames.
        fft_size: samples of the FFT; a power of two is needed on the device.
        centered: whether frames are centred on their hop (the paper's 101 frames).
        mel_bands: number of mel triangles.
        mel_low_hz: lower edge of the first triangle, Hz.
        mel_high_hz: upper edge of the last triangle, Hz, at most half the sample rate.
        coefficients: number of DCT coefficients, or 0 for log-mel.
        log_floor: added to the mel power before the logarithm.
        mean: subtracted from the logarithm, nepers of power.
        std: divides it.
        quant_scale: feature units of one int8 step.
        quant_zero_point: the int8 value of feature 0.

    Raises:
        UserError: a value is outside its range, named with what is allowed.
    """

    sample_rate: int = 16000
    clip_samples: int = 16000
    window_samples: int = 480
    hop_samples: int = 320
    fft_size: int = 512
    centered: bool = False
    mel_bands: int = 40
    mel_low_hz: float = 60.0
    mel_high_hz: float = 7600.0
    coefficients: int = 0
    log_floor: float = 1e-6
    mean: float = math.log(1e-6)
    std: float = 4.0
    quant_scale: float = 5 / 256
    quant_zero_point: int = -128

    def __post_init__(self) -> None:
        checks = (
            (8000 <= self.sample_rate <= 48000, "sample_rate must be 8000 to 48000 Hz"),
            (1 <= self.hop_samples <= self.clip_samples, "hop_samples must be 1 to clip_samples"),
            (16 <= self.window_samples <= self.fft_size, "window_samples must be 16 to fft_size"),
            (self.window_samples <= self.clip_samples, "window_samples must not exceed clip_samples"),
            (self.fft_size % 2 == 0 and self.fft_size <= 4096, "fft_size must be even, at most 4096"),
            (
                not self.centered or self.window_samples == self.fft_size,
                "centered frames need window_samples equal to fft_size",
            ),
            (4 <= self.mel_bands <= 128, "mel_bands must be 4 to 128"),
            (
                0 <= self.mel_low_hz < self.mel_high_hz <= self.sample_rate / 2,
                "mel_low_hz < mel_high_hz <= sample_rate / 2 must hold",
            ),
            (0 <= self.coefficients <= self.mel_bands, "coefficients must be 0 to mel_bands"),
            (self.log_floor > 0, "log_floor must be positive"),
            (self.std > 0 and self.quant_scale > 0, "std and quant_scale must be positive"),
            (-128 <= self.quant_zero_point <= 127, "quant_zero_point must be -128 to 127"),
        )
        for holds, rule in checks:
            if not holds:
                raise UserError(f"FeatureSpec: {rule} (got {self})")

    @property
    def frames(self) -> int:
        """Frames in one clip."""
        if self.centered:
            return 1 + self.clip_samples // self.hop_samples
        return 1 + (self.clip_samples - self.window_samples) // self.hop_samples

    @property
    def bins(self) -> int:
        """Values in one frame."""
        return self.coefficients or self.mel_bands

    @property
    def shape(self) -> tuple[int, int, int]:
        """Shape of the feature map: (frames, bins, 1)."""
        return (self.frames, self.bins, 1)

    @property
    def range(self) -> tuple[float, float]:
        """The least and the greatest feature that the int8 input can hold."""
        return (
            (-128 - self.quant_zero_point) * self.quant_scale,
            (127 - self.quant_zero_point) * self.quant_scale,
        )

    @property
    def on_device(self) -> bool:
        """Whether the firmware's front end can compute it: CMSIS-DSP's FFT takes powers of two."""
        return self.fft_size & (self.fft_size - 1) == 0 and 32 <= self.fft_size and not self.centered

    def to_json(self) -> dict[str, Any]:
        """All fields as plain JSON values; `from_json` gives an equal spec back."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "FeatureSpec":
        """Build a spec from `to_json`'s dictionary.

        Raises:
            UserError: a key is unknown or missing, or a value is out of range.
        """
        names = {field.name for field in dataclasses.fields(cls)}
        if not isinstance(value, dict) or set(value) != names:
            wrong = sorted(set(value) ^ names) if isinstance(value, dict) else [type(value).__name__]
            raise UserError(f"FeatureSpec: unknown or missing keys {', '.join(wrong)}")
        return cls(**value)

    def fingerprint(self) -> str:
        """The spec as one canonical line, for hashing."""
        return json.dumps(self.to_json(), sort_keys=True)


LOG_MEL = FeatureSpec()
"""The deployable default: log-mel 49x40, 30 ms window, 20 ms hop, FFT 512."""

MFCC = FeatureSpec(
    coefficients=40, mean=-10.3, quant_scale=1 / 8, quant_zero_point=-64
)
"""The paper's kind of feature in deployable form: MFCC 49x40, FFT 512."""

PAPER_MFCC = FeatureSpec(
    window_samples=480,
    hop_samples=160,
    fft_size=480,
    centered=True,
    mel_low_hz=20.0,
    mel_high_hz=4000.0,
    coefficients=40,
    mean=-10.3,
    quant_scale=1 / 8,
    quant_zero_point=-64,
)
"""The paper's MFCC 101x40 (section 3, by way of honk); its FFT of 480 has no device form."""

SPECS = {"log_mel": LOG_MEL, "mfcc": MFCC, "paper_mfcc": PAPER_MFCC}
"""The named specs that presets refer to."""
