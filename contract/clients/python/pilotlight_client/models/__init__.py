"""Contains all the data models used in inputs/outputs"""

from .acknowledge import Acknowledge
from .acknowledged import Acknowledged
from .alert import Alert
from .alert_status import AlertStatus
from .alert_view import AlertView
from .baseline import Baseline
from .baseline_status import BaselineStatus
from .brain_region import BrainRegion
from .brain_source import BrainSource
from .brain_view import BrainView
from .breakdown import Breakdown
from .breaker import Breaker
from .breaker_state import BreakerState
from .breakers import Breakers
from .burnout_result import BurnoutResult
from .burst_pattern import BurstPattern
from .call_error import CallError
from .channel import Channel
from .contribution import Contribution
from .contribution_source import ContributionSource
from .database_state import DatabaseState
from .escalation import Escalation
from .explanations import Explanations
from .eye_indicators import EyeIndicators
from .facial_analysis import FacialAnalysis
from .facial_indicators import FacialIndicators
from .field_error import FieldError
from .get_openapi_response_200 import GetOpenapiResponse200
from .health import Health
from .health_status import HealthStatus
from .interval import Interval
from .level import Level
from .metrics import Metrics
from .origin import Origin
from .phone_registered import PhoneRegistered
from .phone_registration import PhoneRegistration
from .policy import Policy
from .probe import Probe
from .probe_status import ProbeStatus
from .problem import Problem
from .problem_code import ProblemCode
from .regions import Regions
from .reply_source import ReplySource
from .safety import Safety
from .score_view import ScoreView
from .scorer import Scorer
from .scorer_origin import ScorerOrigin
from .service_use import ServiceUse
from .services import Services
from .sibling_state import SiblingState
from .sibling_states import SiblingStates
from .source import Source
from .stimulus import Stimulus
from .stimulus_category import StimulusCategory
from .stimulus_type import StimulusType
from .stream_name import StreamName
from .stream_report import StreamReport
from .support_kind import SupportKind
from .support_line import SupportLine
from .trend import Trend
from .trend_direction import TrendDirection
from .trend_point import TrendPoint
from .user_response import UserResponse
from .user_settings import UserSettings
from .user_view import UserView
from .video_form import VideoForm
from .video_result import VideoResult
from .voice_analysis import VoiceAnalysis

__all__ = (
    "Acknowledge",
    "Acknowledged",
    "Alert",
    "AlertStatus",
    "AlertView",
    "Baseline",
    "BaselineStatus",
    "BrainRegion",
    "BrainSource",
    "BrainView",
    "Breakdown",
    "Breaker",
    "Breakers",
    "BreakerState",
    "BurnoutResult",
    "BurstPattern",
    "CallError",
    "Channel",
    "Contribution",
    "ContributionSource",
    "DatabaseState",
    "Escalation",
    "Explanations",
    "EyeIndicators",
    "FacialAnalysis",
    "FacialIndicators",
    "FieldError",
    "GetOpenapiResponse200",
    "Health",
    "HealthStatus",
    "Interval",
    "Level",
    "Metrics",
    "Origin",
    "PhoneRegistered",
    "PhoneRegistration",
    "Policy",
    "Probe",
    "ProbeStatus",
    "Problem",
    "ProblemCode",
    "Regions",
    "ReplySource",
    "Safety",
    "Scorer",
    "ScorerOrigin",
    "ScoreView",
    "Services",
    "ServiceUse",
    "SiblingState",
    "SiblingStates",
    "Source",
    "Stimulus",
    "StimulusCategory",
    "StimulusType",
    "StreamName",
    "StreamReport",
    "SupportKind",
    "SupportLine",
    "Trend",
    "TrendDirection",
    "TrendPoint",
    "UserResponse",
    "UserSettings",
    "UserView",
    "VideoForm",
    "VideoResult",
    "VoiceAnalysis",
)
