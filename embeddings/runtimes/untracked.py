"""OpenVINO without its telemetry; the only importer of that library.

Its converter reports each conversion to Google Analytics, unless told otherwise in a file of the home folder. It brings
a stand-in that reports nothing, for where the package that does so is not installed: that is put in its place.
"""

import openvino as ov
from openvino import opset13 as ops
from openvino.tools.ovc import convert_impl, telemetry_stub, telemetry_utils

convert_impl.tm = telemetry_utils.tm = telemetry_stub

__all__ = ["ops", "ov"]
