"""The one place that chooses Keras: tf_keras, because the QAT toolkit accepts no Keras 3 model."""

import tf_keras as keras

__all__ = ["keras"]
